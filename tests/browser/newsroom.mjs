// A newsroom whose every part wants to be more than words: `node newsroom.mjs FOLDER` writes it.
import fs from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
const write = (name, text) => {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
};
const run = (what) => `<script>window.hit='${what}'</script>`;
const load = (what) => `<img src=x onerror="window.hit='${what}'">`;

// In the name of a file there is no slash.
const seed = `seeds/port"><img src=x onerror=window.hit='seed name'>.txt`;
write(seed, `Hearing on the port, 4 March 2019\n\nINES OKAFOR: We never said </style>${run('seed')} that the harbour was closed.
The survey of May ${load('seed image')} names eleven cracks in the quay. <a href="javascript:window.hit='seed link'">More</a>\n`);
write('sourceproof.toml', `drafts = ["claims/**/*.md"]\nseeds = ["seeds"]\n[seed.port]\npath = '''${seed}'''\n`);

const body = `# A title </title>${run('title')}

“We said </style>${run('quote')} that the harbour was closed,” Ines Okafor said [@port]. The survey names twelve cracks in the quay [@port].

A [link](javascript:window.hit='link'), a ${load('draft image')} and </script>${run('script end')} <b onclick="window.hit='click'" style="position:fixed;inset:0">bold</b>.

<div onmouseover="window.hit='over'"><iframe srcdoc="${run('frame').replaceAll('"', '&quot;')}"></iframe></div>

\`\`\`html
${run('code')}
\`\`\`

<!-- sourceproof: allow quote_uncited: so ${load('reason')} --> \u202egnihton\u202c

[@port"${load('key').replaceAll('"', '')}].
`;
write('claims/a.md', `---\ntitle: "</pre>${run('front').replaceAll('"', "'")}"\ndate: 2020-01-01\n---\n\n${body}`);
write(`claims/b"><img src=x onerror=window.hit='name'><script>window.hit='name'<script>.md`, body);
write(`claims/c' onfocus=window.hit='quote' autofocus x='.md`, body);
