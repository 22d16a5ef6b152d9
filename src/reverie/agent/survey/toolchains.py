"""Commands of languages whose toolchain is one program: a file that is there decides which commands exist."""

import re
from collections.abc import Iterator

from .tasks import task
from .tree import Tree, dig, keys_of
from .values import Command, is_task_name

_ALWAYS = {  # the file at the root, and what its toolchain does with it
    "Package.swift": (("Build", "swift build"),),
    "mix.exs": (("Set up", "mix deps.get"), ("Build", "mix compile")),
    "build.zig": (("Build", "zig build"),),
    "stack.yaml": (("Build", "stack build"),),
    "dune-project": (("Build", "dune build"),),
    "pubspec.yaml": (("Set up", "dart pub get"),),
    "MODULE.bazel": (("Build", "bazel build //..."), ("Test", "bazel test //...")),
    "meson.build": (("Set up", "meson setup build"), ("Build", "meson compile -C build")),
}
_WITH_TESTS = (  # the file at the root, a folder or ending of test files, the command
    ("Package.swift", r"Tests/", "swift test"),
    ("mix.exs", r"test/.*_test\.exs$", "mix test"),
    ("pubspec.yaml", r"test/.*_test\.dart$", "dart test"),
    ("stack.yaml", r"test/", "stack test"),
    ("go.mod", r"(?:.*/)?[^/]*_test\.go$", "go test ./..."),
)
_COMPOSE = ("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml")


def toolchain_commands(tree: Tree) -> Iterator[Command]:
    for file, commands in _ALWAYS.items():
        if tree.has(file):
            yield from (Command(kind, line, file) for kind, line in commands)
    for file, pattern, line in _WITH_TESTS:
        tests = next((name for name in tree.files if re.match(pattern, name)), "") if tree.has(file) else ""
        if tests:
            yield Command("Test", line, f"{file}, {tests}")
    yield from _rust(tree)
    yield from _go(tree)
    yield from _ruby(tree)
    yield from _java(tree)
    yield from _cmake(tree)
    yield from _php(tree)
    yield from _dotnet(tree)
    yield from _containers(tree)


def _rust(tree: Tree) -> Iterator[Command]:
    if not tree.has("Cargo.toml"):
        return
    manifest = tree.toml("Cargo.toml")
    every = " --workspace" if dig(manifest, "workspace") is not None else ""
    yield Command("Build", f"cargo build{every}", "Cargo.toml")
    yield Command("Test", f"cargo test{every}", "Cargo.toml")
    if file := tree.first("clippy.toml", ".clippy.toml"):
        yield Command("Check", f"cargo clippy{every}", file)
    elif dig(manifest, "lints", "clippy") or dig(manifest, "workspace", "lints", "clippy"):
        yield Command("Check", f"cargo clippy{every}", "Cargo.toml, lints")
    if file := tree.first("rustfmt.toml", ".rustfmt.toml"):
        yield Command("Format", "cargo fmt", file)
    if tree.has("src/main.rs"):
        yield Command("Run", "cargo run", "src/main.rs")


def _go(tree: Tree) -> Iterator[Command]:
    if not tree.has("go.mod"):
        return
    yield Command("Build", "go build ./...", "go.mod")
    if file := tree.first(".golangci.yml", ".golangci.yaml", ".golangci.toml", ".golangci.json"):
        yield Command("Check", "golangci-lint run", file)
    if tree.has("main.go"):
        yield Command("Run", "go run .", "main.go")
    for name in tree.files:
        if re.fullmatch(r"cmd/[\w.-]+/main\.go", name):
            yield Command("Run", f"go run ./{name.removesuffix('/main.go')}", name)


def _ruby(tree: Tree) -> Iterator[Command]:
    if not tree.has("Gemfile"):
        return
    yield Command("Set up", "bundle install", "Gemfile")
    if file := tree.first(".rspec", "spec/spec_helper.rb"):
        yield Command("Test", "bundle exec rspec", file)
    if tree.has("bin/rails") and tree.has("test/test_helper.rb"):
        yield Command("Test", "bin/rails test", "bin/rails, test/test_helper.rb")
    if tree.has(".rubocop.yml"):
        yield Command("Check", "bundle exec rubocop", ".rubocop.yml")
    if tree.has("bin/rails"):
        yield Command("Run", "bin/rails server", "bin/rails")


def _java(tree: Tree) -> Iterator[Command]:
    tested = any(re.search(r"(?:^|/)src/test/", name) for name in tree.files)
    if tree.has("pom.xml"):
        program = "./mvnw" if tree.has("mvnw") else "mvn"
        yield Command("Build", f"{program} package", "pom.xml")
        if tested:
            yield Command("Test", f"{program} test", "pom.xml, src/test")
    if file := tree.first("build.gradle.kts", "build.gradle", "settings.gradle.kts", "settings.gradle"):
        program = "./gradlew" if tree.has("gradlew") else "gradle"
        yield Command("Build", f"{program} build", file)
        if tested:
            yield Command("Test", f"{program} test", f"{file}, src/test")


def _cmake(tree: Tree) -> Iterator[Command]:
    text = tree.text("CMakeLists.txt")
    if not text:
        return
    for preset in dig(tree.json("CMakePresets.json"), "configurePresets") or ():
        name = dig(preset, "name")
        if isinstance(name, str) and is_task_name(name) and not dig(preset, "hidden"):
            yield Command("Set up", f"cmake --preset {name}", "CMakePresets.json")
    yield Command("Set up", "cmake -S . -B build", "CMakeLists.txt")
    yield Command("Build", "cmake --build build", "CMakeLists.txt")
    if found := re.search(r"^\s*(enable_testing|include\s*\(\s*CTest)\b", text, re.MULTILINE | re.IGNORECASE):
        yield Command("Test", "ctest --test-dir build", f"CMakeLists.txt, {found[1].split('(')[0].strip()}")


def _php(tree: Tree) -> Iterator[Command]:
    if not tree.has("composer.json"):
        return
    yield Command("Set up", "composer install", "composer.json")
    for name in keys_of(dig(tree.json("composer.json"), "scripts")):
        if command := task(f"composer run {name}", name, "composer.json"):
            yield command


def _dotnet(tree: Tree) -> Iterator[Command]:
    solution = next((name for name in tree.within("") if name.endswith((".sln", ".slnx", ".csproj", ".fsproj"))), "")
    if not solution:
        return
    yield Command("Build", "dotnet build", solution)
    if tests := next((name for name in tree.files if re.search(r"Tests?\.(?:cs|fs)proj$", name)), ""):
        yield Command("Test", "dotnet test", tests)


def _containers(tree: Tree) -> Iterator[Command]:
    if file := tree.first(*_COMPOSE):
        yield Command("Run", "docker compose up", file)
