"""One round in an editor, with a client from its package: it reads every message by the protocol's own schema, and says
what it can do as the named editors do. `bash .ci/editor` runs it."""

import os
import pathlib

import pytest
import pytest_asyncio
import pytest_lsp
from lsprotocol import types
from pytest_lsp import client_capabilities, make_test_lsp_client

PROGRAM = os.environ["SOURCEPROOF"]
EDITORS = ["visual_studio_code", "neovim", "neovim@v0.7.0", "emacs"]
SPEECH = "Mayor Ada Lorne spoke. “We built this bridge for the masons and their children,” Lorne said.\n"
RIGHT = "😀 “We built this bridge for the masons and their children,” said Mayor Ada Lorne. [@speech]\n"
SMALL = RIGHT.replace("the masons", "masons")
WRONG = RIGHT.replace("masons", "ferrymen")


class Desk:
    """A newsroom in an editor."""

    def __init__(self, client, root):
        self.client, self.root = client, root
        self.encoding = "utf-16"
        self.version = 0

    @property
    def draft(self):
        return (self.root / "claims" / "a draft.md").as_uri()

    @property
    def name(self):
        return types.TextDocumentIdentifier(uri=self.draft)

    def place(self, text, word):
        before = text[: text.index(word)]
        line, start = before.count("\n"), before.rfind("\n") + 1
        width = {"utf-8": 1, "utf-16": 2}[self.encoding]
        name = {1: "utf-8", 2: "utf-16-le"}[width]
        return types.Position(line=line, character=len(before[start:].encode(name)) // width)

    def words(self, text, range_):
        line = text.split("\n")[range_.start.line]
        width = {"utf-8": 1, "utf-16": 2}[self.encoding]
        name = {1: "utf-8", 2: "utf-16-le"}[width]
        assert range_.start.line == range_.end.line
        return line.encode(name)[range_.start.character * width : range_.end.character * width].decode(name)

    async def open(self, text):
        item = types.TextDocumentItem(uri=self.draft, language_id="markdown", version=0, text=text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
        return await self.diagnostics()

    async def type(self, range_, text):
        self.version += 1
        change = types.TextDocumentContentChangePartial(range=range_, text=text)
        document = types.VersionedTextDocumentIdentifier(uri=self.draft, version=self.version)
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(text_document=document, content_changes=[change])
        )
        return await self.diagnostics()

    async def diagnostics(self):
        await self.client.wait_for_notification("textDocument/publishDiagnostics")
        return list(self.client.diagnostics[self.draft])


@pytest_asyncio.fixture(params=EDITORS)
async def desk(request, tmp_path):
    for path, text in [("sourceproof.toml", ""), ("seeds/speech.txt", SPEECH), ("claims/b.md", "")]:
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    client = make_test_lsp_client()

    # What an editor is asked to watch, and told to ask for again.
    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def _(params: types.RegistrationParams):
        for registration in params.registrations:
            assert registration.method == "workspace/didChangeWatchedFiles"

    @client.feature(types.WORKSPACE_INLAY_HINT_REFRESH)
    def _(*_):
        return None

    await client.start_io(PROGRAM, "lsp", cwd=tmp_path)
    desk = Desk(client, tmp_path)
    folder = types.WorkspaceFolder(uri=tmp_path.as_uri(), name="desk")
    result = await client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            root_uri=tmp_path.as_uri(),
            workspace_folders=[folder],
        )
    )
    desk.encoding = result.capabilities.position_encoding or "utf-16"
    yield desk
    await client.shutdown_session()
    assert client._server.returncode == 0
    assert client.error is None
    await client.stop()


@pytest.mark.asyncio
async def test_open_finding_fix_gone(desk):
    [finding] = await desk.open(SMALL)
    assert (finding.code, finding.severity, finding.source) == (
        "quote_minor_edit",
        types.DiagnosticSeverity.Warning,
        "sourceproof",
    )
    if finding.related_information:
        [related] = finding.related_information
        assert related.location.uri == (desk.root / "seeds/speech.txt").as_uri()
        assert desk.words(SPEECH, related.location.range).strip() == "the"
    else:
        assert "seeds/speech.txt:1" in finding.message
    asked = types.CodeActionParams(
        text_document=desk.name,
        range=finding.range,
        context=types.CodeActionContext(diagnostics=[finding], only=[types.CodeActionKind.QuickFix]),
    )
    [fix, allow] = await desk.client.text_document_code_action_async(asked)
    assert fix.is_preferred and not allow.is_preferred
    edits = fix.edit.document_changes[0].edits if fix.edit.document_changes else fix.edit.changes[desk.draft]
    [edit] = edits
    assert await desk.type(edit.range, edit.new_text) == []


@pytest.mark.asyncio
async def test_places(desk):
    [finding] = await desk.open(WRONG)
    assert desk.words(WRONG, finding.range) == "ferrymen"
    at = desk.place(WRONG, "ferrymen")
    hover = await desk.client.text_document_hover_async(types.HoverParams(text_document=desk.name, position=at))
    assert "the masons" in hover.contents.value
    for word in ["@speech", "Lorne"]:
        at = desk.place(WRONG, word)
        found = await desk.client.text_document_definition_async(
            types.DefinitionParams(text_document=desk.name, position=at)
        )
        [place] = found
        address = getattr(place, "uri", None) or place.target_uri
        assert address == (desk.root / "seeds/speech.txt").as_uri()
        range_ = getattr(place, "range", None) or place.target_selection_range
        assert "masons" in desk.words(SPEECH, range_)
    whole = types.Range(start=types.Position(0, 0), end=types.Position(2, 0))
    [hint] = await desk.client.text_document_inlay_hint_async(
        types.InlayHintParams(text_document=desk.name, range=whole)
    )
    assert hint.label.startswith("differs")


@pytest.mark.asyncio
async def test_all_safe_edits(desk):
    await desk.open(SMALL)
    everywhere = types.CodeActionParams(
        text_document=desk.name,
        range=types.Range(start=types.Position(0, 0), end=types.Position(0, 0)),
        context=types.CodeActionContext(diagnostics=[], only=[types.CodeActionKind.SourceFixAll]),
    )
    [action] = await desk.client.text_document_code_action_async(everywhere)
    assert action.kind == "source.fixAll.sourceproof"


@pytest.mark.asyncio
async def test_a_source_that_changes(desk):
    [_] = await desk.open(WRONG)
    (desk.root / "seeds/speech.txt").write_text(SPEECH.replace("masons", "ferrymen"), encoding="utf-8")
    event = types.FileEvent(uri=(desk.root / "seeds/speech.txt").as_uri(), type=types.FileChangeType.Changed)
    desk.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=[event]))
    assert await desk.diagnostics() == []
