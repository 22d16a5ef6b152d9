"""Harmless: lock files and what installers print, in the forms of their tools."""

# ruff: noqa: E501 - a line that a program prints is one line here

from benchmarks.secret_rows.harmless import Kind, Made

KINDS: dict[str, Made] = {
    "package-lock.json": Kind(
        (
            '    "node_modules/«package»": {\n      "version": "«version»",\n'
            '      "resolved": "https://registry.npmjs.org/«package»/-/«word»-«version».tgz",\n'
            '      "integrity": "sha512-«b64:86»==",\n      "dev": true,\n      "license": "MIT",\n'
            '      "engines": {\n        "node": ">= 18"\n      }\n    },',
        ),
        2,
        4,
    ),
    "package-lock.json, old": Kind(
        (
            '    "«package»": {\n      "version": "«version»",\n'
            '      "resolved": "https://registry.npmjs.org/«package»/-/«word»-«version».tgz",\n'
            '      "integrity": "sha1-«b64:27»=",\n      "requires": {\n        "«package»": "^«version»"\n      }\n    },',
        ),
        2,
        4,
    ),
    "yarn.lock": Kind(
        (
            '"«package»@^«version»":\n  version "«version»"\n'
            '  resolved "https://registry.yarnpkg.com/«package»/-/«word»-«version».tgz#«hex:40»"\n'
            '  integrity sha512-«b64:86»==\n  dependencies:\n    «word» "^«version»"\n',
        ),
        2,
        4,
    ),
    "yarn.lock, berry": Kind(
        (
            '"«package»@npm:^«version»":\n  version: «version»\n  resolution: "«package»@npm:«version»"\n'
            "  dependencies:\n    «word»: ^«version»\n  checksum: 10c0/«hex:128»\n  languageName: node\n  linkType: hard\n",
        ),
        2,
        4,
    ),
    "pnpm-lock.yaml": Kind(
        (
            "  «package»@«version»:\n    resolution: {integrity: sha512-«b64:86»==}\n    engines: {node: '>=18'}\n",
            "  /«package»@«version»:\n    resolution: {integrity: sha512-«b64:86»==}\n    dev: true\n",
        ),
        3,
        6,
    ),
    "bun.lock": Kind(
        (
            '    "«package»": ["«package»@«version»", "", { "dependencies": { "«word»": "^«version»" } }, "sha512-«b64:86»=="],',
        ),
        4,
        8,
    ),
    "deno.lock": Kind(
        ('    "https://deno.land/std@0.«n».0/«module».ts": "«hex:64»",', '      "integrity": "sha512-«b64:86»==",'),
        4,
        8,
    ),
    "poetry.lock": Kind(
        (
            '[[package]]\nname = "«wheel»"\nversion = "«version»"\ndescription = "A «word» for your «word»."\noptional = false\n'
            'python-versions = ">=3.9"\nfiles = [\n'
            '    {file = "«word»-«version»-py3-none-any.whl", hash = "sha256:«hex:64»"},\n'
            '    {file = "«word»-«version».tar.gz", hash = "sha256:«hex:64»"},\n]\n',
        ),
        2,
        4,
    ),
    "poetry.lock, tail": Kind(
        ('content-hash = "«hex:64»"', 'lock-version = "2.1"', 'python-versions = ">=3.11"'), 3, 3, "[metadata]"
    ),
    "uv.lock": Kind(
        (
            '[[package]]\nname = "«wheel»"\nversion = "«version»"\nsource = { registry = "https://pypi.org/simple" }\n'
            'sdist = { url = "https://files.pythonhosted.org/packages/«hex:2»/«hex:2»/«hex:60»/«word»-«version».tar.gz", '
            'hash = "sha256:«hex:64»", size = «big» }\nwheels = [\n'
            '    { url = "https://files.pythonhosted.org/packages/«hex:2»/«hex:2»/«hex:60»/«word»-«version»-py3-none-any.whl", '
            'hash = "sha256:«hex:64»", size = «big» },\n]\n',
        ),
        2,
        4,
    ),
    "requirements with hashes": Kind(
        ("«wheel»==«version» \\\n    --hash=sha256:«hex:64» \\\n    --hash=sha256:«hex:64»\n    # via «wheel»",), 3, 6
    ),
    "Pipfile.lock": Kind(
        (
            '        "«wheel»": {\n            "hashes": [\n                "sha256:«hex:64»",\n                "sha256:«hex:64»"\n'
            '            ],\n            "markers": "python_version >= \'3.9\'",\n            "version": "==«version»"\n        },',
        ),
        2,
        4,
    ),
    "Cargo.lock": Kind(
        (
            '[[package]]\nname = "«crate»"\nversion = "«version»"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\n'
            'checksum = "«hex:64»"\ndependencies = [\n "«crate»",\n "«crate»",\n]\n',
            '[[package]]\nname = "«crate»"\nversion = "«version»"\nsource = "git+https://github.com/acme/«crate»?rev=«hex:7»#«hex:40»"\n',
        ),
        2,
        4,
    ),
    "go.sum": Kind(
        (
            "github.com/acme/«word» v«version» h1:«b64:43»=",
            "github.com/«user»/«word» v«version»/go.mod h1:«b64:43»=",
            "golang.org/x/«word» v0.0.0-20260211«digit:6»-«hex:12» h1:«b64:43»=",
            "gopkg.in/«word».v3 v«version» h1:«b64:43»=",
        )
    ),
    "go.mod": Kind(
        (
            "\tgithub.com/acme/«word» v«version»",
            "\tgithub.com/«user»/«word» v0.0.0-20250914«digit:6»-«hex:12» // indirect",
        ),
        4,
        10,
        "require (",
        ")",
    ),
    "Gemfile.lock": Kind(
        ("  «word» («version») sha256=«hex:64»", "    «word» (~> «version»)", "  revision: «hex:40»"), 4, 8, "CHECKSUMS"
    ),
    "composer.lock": Kind(
        (
            '            "name": "acme/«word»",\n            "version": "«version»",\n            "source": {\n                "type": "git",\n'
            '                "url": "https://github.com/acme/«word».git",\n                "reference": "«hex:40»"\n            },\n'
            '            "dist": {\n                "type": "zip",\n                "reference": "«hex:40»",\n                "shasum": "«hex:40»"\n            },',
        ),
        1,
        3,
    ),
    "flake.lock": Kind(
        (
            '    "«word»": {\n      "locked": {\n        "lastModified": 17«digit:8»,\n        "narHash": "sha256-«b64:43»=",\n'
            '        "owner": "«user»",\n        "repo": "«word»",\n        "rev": "«hex:40»",\n        "type": "github"\n      }\n    },',
        ),
        1,
        3,
    ),
    "Nix hashes": Kind(
        (
            '    hash = "sha256-«b64:43»=";',
            '    sha256 = "«b36:52»";',
            '    cargoHash = "sha256-«b64:43»=";',
            '    vendorHash = "sha256-«b64:43»=";',
            '    rev = "«hex:40»";',
        )
    ),
    "Podfile.lock": Kind(
        ("  «Word»: «hex:40»", "  Firebase«Word»: «hex:40»"), 4, 9, "SPEC CHECKSUMS:", "PODFILE CHECKSUM: «hex:40»"
    ),
    "mix.lock": Kind(
        ('  "«word»": {:hex, :«word», "«version»", "«hex:64»", [:mix], [], "hexpm", "«hex:64»"},',), 3, 7, "%{", "}"
    ),
    "pubspec.lock": Kind(
        (
            '  «word»:\n    dependency: transitive\n    description:\n      name: «word»\n      sha256: "«hex:64»"\n      url: "https://pub.dev"\n    source: hosted\n    version: "«version»"',
        ),
        2,
        4,
    ),
    "Gradle verification": Kind(
        (
            '         <artifact name="«word»-«version».jar">\n            <sha256 value="«hex:64»" origin="Generated by Gradle"/>\n         </artifact>',
        ),
        3,
        6,
    ),
    "conda lock": Kind(
        (
            "https://conda.anaconda.org/conda-forge/linux-64/«word»-«version»-h«hex:7»_0.conda#«hex:32»",
            "  - «wheel»=«version»=py311h«hex:7»_«digit:1»",
        )
    ),
    ".terraform.lock.hcl": Kind(
        ('    "h1:«b64:43»=",', '    "zh:«hex:64»",'),
        5,
        10,
        'provider "registry.terraform.io/acme/«word»" {\n  version = "«version»"\n  hashes = [',
        "  ]\n}",
    ),
    "Homebrew": Kind(
        (
            '    sha256 cellar: :any, arm64_sonoma: "«hex:64»"',
            '  sha256 "«hex:64»"',
            '  url "https://example.org/«word»-«version».tar.gz"',
        ),
        4,
        8,
    ),
    "Debian": Kind(
        (
            " «hex:64» «big» pool/main/«word»_«version»-1_amd64.deb",
            " «hex:32» «big» «word»_«version».orig.tar.xz",
            "SHA256: «hex:64»",
            "Filename: pool/main/«word»_«version»_amd64.deb",
        )
    ),
    "npm install": Kind(
        (
            "npm warn deprecated «package»@«version»: use «word» instead",
            "npm http fetch GET 200 https://registry.npmjs.org/«package» «n»ms (cache miss)",
            "added «n» packages, and audited «n» packages in 4s",
        ),
        3,
        7,
    ),
    "npm publish": Kind(
        (
            "npm notice shasum:        «hex:40»",
            "npm notice integrity:     sha512-«b64:13»[...]«b64:13»==",
            "npm notice package size:  «ms» kB",
            "npm notice filename:      «word»-«version».tgz",
        ),
        4,
        7,
    ),
    "pip install": Kind(
        (
            "Downloading https://files.pythonhosted.org/packages/«hex:2»/«hex:2»/«hex:60»/«word»-«version»-py3-none-any.whl.metadata (5.1 kB)",
            "Collecting «wheel»>=«version»",
            "Using cached «word»-«version»-cp311-cp311-manylinux_2_17_x86_64.whl",
            "  Created wheel for «word»: filename=«word»-«version»-py3-none-any.whl size=«big» sha256=«hex:64»",
            "  Stored in directory: /root/.cache/pip/wheels/«hex:2»/«hex:2»/«hex:2»/«hex:58»",
        )
    ),
    "submodules": Kind(
        (" «hex:40» vendor/«word» (v«version»)", "+«hex:40» third_party/«word» (heads/main)", "-«hex:40» deps/«word»"),
        3,
        7,
    ),
    "pinned actions": Kind(
        ("      - uses: actions/«word»@«hex:40» # v«version»", "      - uses: acme/setup-«word»@«hex:40»"), 3, 7
    ),
    "pre-commit": Kind(
        (
            "  - repo: https://github.com/acme/«word»\n    rev: «hex:40»\n    hooks:\n      - id: detect-private-key",
            "  - repo: https://github.com/acme/mirrors-«word»\n    rev: v«version»\n    hooks:\n      - id: check-«word»",
        ),
        2,
        4,
    ),
}
