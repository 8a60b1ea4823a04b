"""Runs the program over newsrooms and has real readers read its reports: `check.py PROGRAM CHECKOUT NPM_FOLDER`."""

import html.parser
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
from collections import Counter

import cmarkgfm
import jsonschema
import junitparser
import lxml.etree
from cmarkgfm.cmark import Options
from diff_cover.git_path import GitPathTool
from diff_cover.violationsreporters.java_violations_reporter import CheckstyleXmlDriver
from google.protobuf import json_format

import hostile
import rdformat

FORMATS = ["json", "sarif", "gitlab", "junit", "checkstyle", "rdjson", "markdown"]
HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff]")


class Newsroom:
    """A folder that was checked, and its reports."""

    def __init__(self, program, folder, reports, expected_code):
        self.folder, self.reports = folder, reports
        outputs = [f"--output={name}={reports}/{name}" for name in FORMATS]
        ran = subprocess.run([program, "--format", "short", *outputs], cwd=folder, capture_output=True)
        told = ran.stdout.decode() + ran.stderr.decode()
        assert ran.returncode == expected_code, f"exit {ran.returncode}, expected {expected_code}\n{told}"
        for name in FORMATS:
            assert not HIDDEN.search(self.text(name)), f"{name} holds hidden letters as they are"
        self.findings = self.json("json")["findings"]

    def text(self, name):
        with open(f"{self.reports}/{name}", encoding="utf-8", newline="") as file:
            return file.read()

    def json(self, name):
        return json.loads(self.text(name))

    def bytes(self, path):
        """The file of that name; None where the name on disk is none in UTF-8."""
        if "\ufffd" in path:
            return None
        with open(os.path.join(self.folder, path), "rb") as file:
            return file.read()


def same(found, expected, what):
    assert found == expected, f"{what}: {found!r}, expected {expected!r}"


def sarif(room, schema, multitool):
    log = room.json("sarif")
    errors = sorted(jsonschema.Draft202012Validator(schema).iter_errors(log), key=str)
    assert not errors, f"SARIF against its schema: {errors[0].message} at {errors[0].json_path}"
    run = log["runs"][0]
    open_results = [result for result in run["results"] if not result["suppressions"]]
    same(len(open_results), len(room.findings), "results")
    rules = run["tool"]["driver"]["rules"]
    for result, finding in zip(open_results, room.findings):
        same(rules[result["ruleIndex"]]["id"], finding["rule"], "rule")
        same(result["partialFingerprints"]["findingHash/v1"], finding["fingerprint"], "fingerprint")
        location(room, run, result["locations"][0], finding["draft"])
        sources = [finding["source"]] * bool(finding["source"]) + finding["related"]
        for related, source in zip(result["relatedLocations"], sources):
            location(room, run, related, source)
        ids = {related["id"] for related in result["relatedLocations"]}
        # A link in a message leads to a related place and nowhere else.
        linked = re.findall(r"\]\(([^)]*)\)", result["message"]["text"])
        same({int(link) for link in linked}, ids, "links of a message")
        edits = [
            (replacement["deletedRegion"], replacement["insertedContent"]["text"])
            for fix in result.get("fixes", [])
            for replacement in fix["artifactChanges"][0]["replacements"]
        ]
        same(sorted(text for _, text in edits), sorted(edit["replacement"] for edit in finding["edits"]), "fixes")
    if multitool:
        report = f"{room.reports}/multitool"
        command = [multitool, "validate", f"{room.reports}/sarif", "--rule-kind", "Sarif;Ghas", "--output", report]
        settings = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
        ran = subprocess.run([*command, "--quiet"], env=settings, capture_output=True, text=True)
        assert os.path.exists(report), f"the SARIF validator did not run: {ran.stdout}{ran.stderr}"
        with open(report, encoding="utf-8-sig") as file:
            told = json.load(file)["runs"][0].get("results", [])
        # Without a home page the tool has no address to give.
        wrong = [result for result in told if result.get("level", "warning") != "note" and result["ruleId"] != "SARIF2005"]
        assert not wrong, f"the SARIF validator: {wrong[0]['ruleId']} {wrong[0]['message']}"


def location(room, run, location, place):
    """A place of a finding in SARIF and in our own JSON, and the bytes of the file there."""
    physical = location["physicalLocation"]
    region, artifact = physical["region"], physical["artifactLocation"]
    same(urllib.parse.unquote(artifact["uri"]), place["path"], "path")
    same(run["artifacts"][artifact["index"]]["location"]["uri"], artifact["uri"], "artifact")
    same(region["byteOffset"], place["start"]["byte"], "byte")
    same((region["startLine"], region["endLine"]), (place["start"]["line"], place["end"]["line"]), "lines")
    content = room.bytes(place["path"])
    encoding = run["artifacts"][artifact["index"]]["encoding"]
    if content is None or (encoding == "UTF-8" and b"\xff" in content):
        return
    words = content[region["byteOffset"] : region["byteOffset"] + region["byteLength"]].decode(encoding)
    same(words, place["text"], "bytes of a region")
    same(region.get("snippet", {"text": words})["text"], words, "snippet")
    whole = content.decode(encoding).removeprefix("\ufeff")
    lines = re.split("(?<=\n)|(?<=\r)(?!\n)", whole)
    units = lines[region["startLine"] - 1].encode("utf-16-le")[2 * (region["startColumn"] - 1) :]
    rest = units.decode("utf-16-le") + "".join(lines[region["startLine"] :])
    assert rest.startswith(words), f"column {region['startColumn']} of {place['path']}: {rest[:40]!r}, not {words[:40]!r}"


def gitlab(room):
    issues = room.json("gitlab")
    same(len(issues), len(room.findings), "issues")
    same(len({issue["fingerprint"] for issue in issues}), len(issues), "fingerprints that differ")
    for issue, finding in zip(issues, room.findings):
        same(set(issue), {"description", "check_name", "fingerprint", "severity", "location"}, "keys")
        assert issue["description"] and issue["severity"] in ["info", "minor", "major", "critical", "blocker"]
        same(issue["check_name"], finding["rule"], "rule")
        same(issue["location"]["path"], finding["draft"]["path"], "path")
        begin = issue["location"]["positions"]["begin"]
        same((begin["line"], begin["column"]), tuple(finding["draft"]["start"][key] for key in ["line", "column"]), "place")


def junit(room):
    lxml.etree.parse(f"{room.reports}/junit")
    report = junitparser.JUnitXml.fromfile(f"{room.reports}/junit")
    cases = [(suite.name, case) for suite in report for case in suite]
    same((report.tests, len(set((suite, case.name) for suite, case in cases))), (len(cases), len(cases)), "cases")
    results = [result for _, case in cases for result in case.result]
    kinds = Counter(type(result).__name__ for result in results)
    same((report.failures, report.errors, report.skipped), (kinds["Failure"], kinds["Error"], kinds["Skipped"]), "results")
    errors = Counter(finding["rule"] for finding in room.findings if finding["level"] == "error")
    told = "".join(result.text or "" for result in results if isinstance(result, junitparser.Failure))
    for rule, count in errors.items():
        same(told.count(f"error[{rule}]"), count, f"failures of {rule}")
    assert len(cases) >= len(room.json("json")["claims"]), "a case for each claim"


def checkstyle(room):
    os.chdir(room.folder)
    GitPathTool.set_cwd(room.folder)
    read = CheckstyleXmlDriver().parse_reports([room.text("checkstyle").split("\n", 1)[1]])
    found = Counter((violation.line, violation.message.split(": ")[0]) for file in read.values() for violation in file)
    severity = {"error": "error", "warning": "warning", "note": "info"}
    expected = {(finding["draft"]["path"], finding["draft"]["start"]["line"], severity[finding["level"]], finding["message"])
                for finding in room.findings}
    same(set(found), {(line, level) for _, line, level, _ in expected}, "violations")
    tree = lxml.etree.parse(f"{room.reports}/checkstyle")
    same(len(tree.findall(".//error")), len(room.findings), "errors")


def rdjson(room):
    document = json_format.Parse(room.text("rdjson"), rdformat.diagnostic_result()())
    same(len(document.diagnostics), len(room.findings), "diagnostics")
    for diagnostic, finding in zip(document.diagnostics, room.findings):
        same((diagnostic.code.value, diagnostic.location.path), (finding["rule"], finding["draft"]["path"]), "finding")
        content = room.bytes(diagnostic.location.path)
        if content is None or content[:2] == b"\xff\xfe" or not is_mostly_utf8(content):
            assert content is None or not diagnostic.suggestions, "a suggestion for a file that is not UTF-8"
            continue
        start, end = (offset(content, at) for at in [diagnostic.location.range.start, diagnostic.location.range.end])
        same((start, end), (finding["draft"]["start"]["byte"], finding["draft"]["end"]["byte"]), "bytes of a range")
        fixed = content
        for edit in sorted(finding["edits"], key=lambda edit: -edit["start_byte"]):
            fixed = fixed[: edit["start_byte"]] + edit["replacement"].encode() + fixed[edit["end_byte"] :]
        same(len(diagnostic.suggestions), int(bool(finding["edits"])), "suggestions")
        for suggestion in diagnostic.suggestions:
            start, end = offset(content, suggestion.range.start), offset(content, suggestion.range.end)
            same(content[:start] + suggestion.text.encode() + content[end:], fixed, "a suggestion applied")


def is_mostly_utf8(content):
    return content.decode("utf-8", "replace").count("\ufffd") <= 1


def offset(content, position):
    starts = [0] + [match.end() for match in re.finditer(b"\r\n|\r|\n", content)]
    return starts[position.line - 1] + position.column - 1


class Page(html.parser.HTMLParser):
    """The tags of a page, the targets of its links, and the words that stand outside of code and links."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.words, self.inside = set(), [], "", []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.inside.append(tag)
        self.links += [value for name, value in attributes if name in ["href", "src"]]

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, words):
        self.words += "\ufffc" if set(self.inside) & {"code", "a"} else words


def markdown(room):
    page = Page(cmarkgfm.github_flavored_markdown_to_html(room.text("markdown"), options=Options.CMARK_OPT_UNSAFE))
    allowed = {"h3", "h4", "p", "ul", "li", "strong", "code", "a", "del", "ins", "table", "thead", "tbody", "tr", "th", "td"}
    assert page.tags <= allowed, f"tags of strangers: {page.tags - allowed}"
    for link in page.links:
        path, _, line = link.partition("#L")
        assert line.isdigit() and ":" not in path, f"a link of a stranger: {link}"
        assert room.bytes(urllib.parse.unquote(path)) != b"", link
    forged = re.search(r"(^|\W)(@[a-z]|#\d|!\d|https?://|www\.)", page.words)
    assert not forged, f"a host would make a link of {page.words[forged.start() : forged.start() + 30]!r}"
    if room.findings:
        assert len(page.links) >= len({finding["draft"]["path"] for finding in room.findings}), "links to places"


def main():
    program, checkout, npm = (os.path.abspath(path) for path in sys.argv[1:4])
    package = f"{npm}/node_modules/@microsoft/sarif-multitool-linux"
    with open(f"{package}/sarif-2.1.0.json", encoding="utf-8-sig") as file:
        schema = json.load(file)
    multitool = f"{package}/Sarif.Multitool" if sys.platform == "linux" and os.uname().machine == "x86_64" else None
    if multitool:
        os.chmod(multitool, 0o755)
    rooms = [("newsroom", None, 1), ("hostile", hostile.newsroom, 1), ("without findings", hostile.without_findings, 0),
             ("without drafts", hostile.without_drafts, 2)]
    for name, make, code in rooms:
        with tempfile.TemporaryDirectory() as work:
            folder, reports = checkout, os.path.join(work, "reports")
            os.mkdir(reports)
            if make:
                folder = os.path.join(work, "room")
                os.mkdir(folder)
                subprocess.run(["git", "init", "--quiet", folder], check=True)
                make(folder)
            room = Newsroom(program, folder, reports, code)
            for check in [lambda room: sarif(room, schema, multitool), gitlab, junit, checkstyle, rdjson, markdown]:
                check(room)
            print(f"consumers: {name}: {len(room.findings)} findings read in {len(FORMATS)} formats")
            os.chdir(checkout)


main()
