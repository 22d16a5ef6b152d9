"""Harmless: identifiers and digests, the random text that is in every repository and log."""

# ruff: noqa: E501 - a line that a program prints is one line here

from random import Random

from benchmarks.secret_rows.drawing import octets
from benchmarks.secret_rows.harmless import Kind, Made, filled


def _hexdump(random: Random) -> str:
    """As `xxd` prints it: offset, eight groups of two octets, the printable ones again."""
    lines = []
    for row in range(random.randint(6, 16)):
        line = octets(random, 16)
        groups = " ".join(line[at : at + 2].hex() for at in range(0, 16, 2))
        shown = "".join(chr(octet) if 32 <= octet < 127 else "." for octet in line)
        lines.append(f"{row * 16:08x}: {groups}  {shown}")
    return "\n".join(lines)


def _od(random: Random) -> str:
    """As `hexdump -C` prints it."""
    lines = []
    for row in range(random.randint(6, 14)):
        line = octets(random, 16)
        shown = "".join(chr(octet) if 32 <= octet < 127 else "." for octet in line)
        lines.append(f"{row * 16:08x}  {line[:8].hex(' ')}  {line[8:].hex(' ')}  |{shown}|")
    return "\n".join(lines)


def _blame(random: Random) -> str:
    code = ("    return self.«word»", "def «word»(self) -> None:", "    if not «word»:", "import «word»", "")
    start = random.randint(1, 300)
    lines = [
        filled(random, f"«hex:8» («user» «date» «time» +0200 {start + at:4}) {random.choice(code)}")
        for at in range(random.randint(5, 12))
    ]
    return "\n".join(lines)


KINDS: dict[str, Made] = {
    "git log, short": Kind(
        (
            "«hex:7» Fix «word» of the «word»",
            "«hex:7» (tag: v«version») Release «version»",
            "«hex:8» Add «word» to «module».py",
        )
    ),
    "git log": Kind(
        (
            "commit «hex:40»\nAuthor: «user» <«user»@example.org>\nDate:   Tue Mar 3 «time» 2026 +0100\n\n    Move «word» out of «module»\n",
        ),
        2,
        4,
    ),
    "git log, graph": Kind(
        (
            "* «hex:9» (HEAD -> main, origin/main) Keep «word»",
            "| * «hex:9» Try «word»",
            "|/",
            "*   «hex:9» Merge pull request #«n»",
        )
    ),
    "git blame": _blame,
    "git reflog": Kind(
        (
            "«hex:7» HEAD@{«n»}: commit: Rename «word»",
            "«hex:7» HEAD@{«n»}: rebase (pick): Use «word»",
            "«hex:7» HEAD@{«n»}: checkout: moving from main to «word»-«n»",
        )
    ),
    "git ls-tree": Kind(
        (
            "100644 blob «hex:40»\tsrc/«module».py",
            "040000 tree «hex:40»\tsrc/«word»",
            "160000 commit «hex:40»\tvendor/«word»",
        )
    ),
    "git push": Kind(
        (
            "   «hex:7»..«hex:7»  main -> main",
            " * [new tag]         v«version» -> v«version»",
            " + «hex:8»...«hex:8» «word» -> «word» (forced update)",
        ),
        2,
        5,
    ),
    "git trailers": Kind(
        (
            "Change-Id: I«hex:40»",
            "Reviewed-by: «user» <«user»@example.org>",
            'Fixes: «hex:12» ("«word»: read the «word» once")',
            "Link: https://lore.kernel.org/r/2026«hex:8».«big»-1-«user»@kernel.org",
        ),
        3,
        7,
    ),
    "git diff head": Kind(
        (
            "diff --git a/src/«word».c b/src/«word».c\nindex «hex:7»..«hex:7» 100644\n--- a/src/«word».c\n+++ b/src/«word».c\n@@ -«n»,7 +«n»,9 @@ int «word»(void)",
        ),
        1,
        3,
    ),
    "sha256sum": Kind(("«hex:64»  «word»-«version».tar.gz", "«hex:64» *«word».iso", "«hex:64»  ./build/«module».o")),
    "sha1sum": Kind(("«hex:40»  «word»-«version».zip", "«hex:40» *«word».exe")),
    "md5sum": Kind(("«hex:32»  «word».csv", "«hex:32» *«word»_«date».dump", "MD5 («word».bin) = «hex:32»")),
    "sha512sum": Kind(("«hex:128»  «word»-«version».tar.xz",), 3, 6),
    "checksum, BSD": Kind(
        (
            "SHA256 («word»-«version».tgz) = «hex:64»",
            "SHA512 («word».pkg) = «hex:128»",
            "BLAKE2b («word».deb) = «hex:128»",
        ),
        3,
        6,
    ),
    "checksum, capitals": Kind(
        (
            "«HEX:64»  «Word»Setup.exe",
            "Algorithm       Hash                                                                   Path\nSHA256          «HEX:64»       C:\\«word»\\«word».msi",
        ),
        2,
        6,
    ),
    "UUIDs": Kind(
        ("«uuid»", "id: «uuid»", '"id": "«uuid»",', "{«uuid»}", "urn:uuid:«uuid»", "request_id=«uuid» status=200")
    ),
    "UUIDs in SQL": Kind(
        ("INSERT INTO «word»s VALUES ('«uuid»', '«word»', «n», '«date» «time»');", " «uuid» | «word» | «n» | t")
    ),
    "ULIDs": Kind(("«ulid»", "event «ulid» stored in «word»", '"id": "«ulid»", "kind": "«word»"', "evt_«ulid»")),
    "object ids": Kind(
        ('{"_id": ObjectId("«hex:24»"), "name": "«word»"}', '"«word»Id": "«hex:24»",', "/«word»s/«hex:24»/edit")
    ),
    "vendor ids": Kind(
        (
            "cus_«alnum:14» paid invoice in_«alnum:24»",
            "ch_«alnum:24» succeeded",
            "price_1«alnum:23»",
            "prod_«alnum:14»",
            "sub_1«alnum:23» renewed",
            "req_«alnum:14»",
            "pi_3«alnum:23» succeeded",
        ),
        4,
        9,
    ),
    "model ids": Kind(
        (
            '"id": "chatcmpl-«alnum:29»",',
            '"id": "msg_01«alnum:22»",',
            '"tool_use_id": "toolu_01«alnum:22»",',
            '"call_id": "call_«alnum:24»",',
            '"system_fingerprint": "fp_«hex:10»",',
            '"id": "resp_«hex:48»",',
        )
    ),
    "trace headers": Kind(
        (
            "traceparent: 00-«hex:32»-«hex:16»-01",
            "x-amzn-trace-id: Root=1-«hex:8»-«hex:24»;Sampled=1",
            "x-request-id: «uuid»",
            "x-amz-request-id: «B36:16»",
            "x-amz-id-2: «b64:75»=",
            "cf-ray: «hex:16»-FRA",
            "x-github-request-id: «HEX:4»:«HEX:6»:«HEX:7»:«HEX:7»:«HEX:8»",
            'etag: W/"«hex:32»"',
            "x-vercel-id: fra1::«b36:5»-«big»-«hex:12»",
        )
    ),
    "etags": Kind(
        (
            'ETag: "«hex:32»"',
            'ETag: "«hex:32»-«n»"',
            'If-None-Match: W/"«hex:6»-«alnum:27»"',
            "Content-MD5: «b64:22»==",
            "Digest: SHA-256=«b64:43»=",
            "x-goog-hash: crc32c=«b64:6»==, md5=«b64:22»==",
        )
    ),
    "docker images": Kind(
        (
            "acme/«word»      «version»     «hex:12»   2 weeks ago   «n»MB",
            "<none>          <none>    «hex:12»   3 months ago  1.2GB",
            "ghcr.io/acme/«word»@sha256:«hex:64»",
        ),
        4,
        9,
        "REPOSITORY      TAG       IMAGE ID       CREATED       SIZE",
    ),
    "docker pull": Kind(
        (
            "«hex:12»: Pull complete",
            "«hex:12»: Already exists",
            "«hex:12»: Downloading [====>   ]  4.2MB/31MB",
            "Digest: sha256:«hex:64»",
            "Status: Downloaded newer image for «word»:«version»",
        )
    ),
    "docker ps": Kind(
        (
            '«hex:12»   acme/«word»:«version»   "/entrypoint.sh «word»"   2 hours ago   Up 2 hours   0.0.0.0:8080->80/tcp   «word»_1',
        ),
        3,
        7,
        "CONTAINER ID   IMAGE   COMMAND   CREATED   STATUS   PORTS   NAMES",
    ),
    "docker build": Kind(
        (
            " => CACHED [«word» 2/7] WORKDIR /«word»",
            " => [«word» 4/7] RUN make «word»   «ms»s",
            " => => writing image sha256:«hex:64»",
            " => => naming to docker.io/acme/«word»:«version»",
            "#«n» sha256:«hex:64» 3.4MB / 28MB",
        )
    ),
    "image manifest": Kind(
        (
            '    {"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", "digest": "sha256:«hex:64»", "size": «big»},',
        ),
        3,
        8,
        '{"schemaVersion": 2, "layers": [',
        "]}",
    ),
    "kubernetes pods": Kind(
        (
            "«word»-«hex:10»-«b36:5»   1/1   Running   0   «n»d",
            "«word»-api-«hex:9»-«b36:5»   0/1   CrashLoopBackOff   «n»   3h",
        ),
        4,
        9,
        "NAME   READY   STATUS   RESTARTS   AGE",
    ),
    "kubernetes fields": Kind(
        (
            "  uid: «uuid»",
            '  resourceVersion: "«big»"',
            "    pod-template-hash: «hex:10»",
            "    checksum/config: «hex:64»",
            "    controller-uid: «uuid»",
            "  containerID: containerd://«hex:64»",
            "    imageID: docker.io/acme/«word»@sha256:«hex:64»",
        )
    ),
    "nix paths": Kind(
        (
            "/nix/store/«b36:32»-«word»-«version»",
            "copying path '/nix/store/«b36:32»-«word»-«version»' from 'https://cache.nixos.org'...",
            "building '/nix/store/«b36:32»-«word».drv'...",
        )
    ),
    "build caches": Kind(
        (
            "build/«word»/«hex:2»/«hex:30».o",
            "~/.cache/pip/http-v2/«hex:1»/«hex:1»/«hex:1»/«hex:56»",
            "/var/cache/ccache/«hex:1»/«hex:1»/«b32:29»R",
            "bazel-out/k8-fastbuild/bin/«module» «hex:64»",
            "Cache restored from key: node-cache-Linux-npm-«hex:64»",
        )
    ),
    "build ids": Kind(
        (
            "  Build ID: «hex:40»",
            "[<«hex:16»>] «word»_«word»+0x«hex:2»/0x«hex:3»",
            "debuglink crc 0x«hex:8»",
            "/usr/lib/debug/.build-id/«hex:2»/«hex:38».debug",
            "«hex:16» T _ZN4«word»«n»«word»Ev",
        )
    ),
    "addresses in memory": Kind(
        (
            "0x«hex:16» in «word»_«word» () from /usr/lib/lib«word».so",
            "<«Word» object at 0x7f«hex:10»>",
            "#«n»  0x0000«hex:12» in «word» (self=0x«hex:12») at «word».c:«n»",
            "7f«hex:10»-7f«hex:10» r-xp 00000000 fd:01 «big»  /usr/lib/lib«word».so",
        )
    ),
    "hexdump": _hexdump,
    "hexdump -C": _od,
    "project files, Xcode": Kind(
        (
            "\t\t«HEX:24» /* «Word».swift in Sources */ = {isa = PBXBuildFile; fileRef = «HEX:24» /* «Word».swift */; };",
            "\t\t\t\t«HEX:24» /* «Word».h */,",
        )
    ),
    "project files, Visual Studio": Kind(
        (
            'Project("{«HEX:8»-«HEX:4»-«HEX:4»-«HEX:4»-«HEX:12»}") = "«Word»", "«Word».csproj", "{«HEX:8»-«HEX:4»-«HEX:4»-«HEX:4»-«HEX:12»}"',
            "    <ProjectGuid>{«uuid»}</ProjectGuid>",
            '[Guid("«uuid»")]',
        )
    ),
    "chains": Kind(
        (
            "block «big» hash 0x«hex:64»",
            "tx 0x«hex:64» from 0x«hex:40» to 0x«hex:40»",
            "address public «word» = 0x«hex:40»;",
            "bc1q«b36:38»",
            "event «Word»(bytes32 indexed «word»); // 0x«hex:64»",
        )
    ),
    "network": Kind(
        (
            "    link/ether «hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2» brd ff:ff:ff:ff:ff:ff",
            "    inet6 fe80::«hex:4»:«hex:4»:«hex:4»:«hex:4»/64 scope link",
            "2001:db8:«hex:4»:«hex:4»::«hex:4» dev eth0",
            "«ip» dev eth0 lladdr «hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2» REACHABLE",
        )
    ),
    "cloud names": Kind(
        (
            "arn:aws:kms:eu-west-1:«digit:12»:key/«uuid»",
            "arn:aws:iam::«digit:12»:role/«word»-deploy",
            "i-0«hex:16»  t3.small  running",
            "vpc-0«hex:16»  subnet-0«hex:16»  sg-0«hex:16»",
            "projects/acme/locations/eu/keyRings/«word»/cryptoKeys/«word»",
            "/subscriptions/«uuid»/resourceGroups/«word»",
            "ami-0«hex:16»",
            "Z0«B36:19»  acme.test.",
        )
    ),
    "database pages": Kind(
        (
            "| «n» | «word» | «hex:32» | «date» |",
            "| «n» | «word» | «hex:40» | «date» |",
            "WAL file «HEX:24»",
            "LSN «HEX:1»/«HEX:8»",
            "oid «big» relfilenode «big» «word»_pkey",
        )
    ),
}
