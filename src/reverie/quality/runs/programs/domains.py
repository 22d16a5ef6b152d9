"""Tools of single domains: statistics, warehouses, contracts between services, hardware, infrastructure."""

from reverie.quality.runs.programs.values import Tool, program, tools, verbs, words

_DBT = verbs(
    "dbt",
    {
        "takes": words("--profiles-dir --project-dir --target -t --vars --threads"),
        "limits": words("-s --select --models"),
    },
    test="test build",
    build="compile",
    other="run seed snapshot docs clean source",
    install="deps",
    state="ls list debug",
)
_R = {
    "CMD": Tool(
        "R CMD",
        "other",
        verbs={
            **verbs("R CMD", {"operands": False}, lint="check", build="build"),
            **verbs("R CMD", install="INSTALL REMOVE"),
        },
    )
}
_VALIDATING = "lint validate check verify test conformance"

DOMAINS: dict[str, Tool] = {
    "R": Tool("R", "other", verbs=_R),
    "dbt": Tool("dbt", "other", verbs=_DBT),
    "sqlmesh": program("sqlmesh", test="test", lint="lint", other="plan run", state="diff"),
    "great_expectations": program("great_expectations", test="checkpoint"),
    "soda": program("soda", test="scan"),
    "schemathesis": program("schemathesis", "test", test="run"),
    "st": program("schemathesis", "test", test="run"),
    "dredd": Tool("dredd", "test", operands=False),
    "pact": Tool("pact", "test", operands=False),
    "pact-verifier": Tool("pact-verifier", "test", takes=words("--provider-base-url --provider --broker-base-url")),
    "pact-provider-verifier": Tool("pact-verifier", "test", operands=False),
    "pact_verifier_cli": Tool("pact-verifier", "test", operands=False),
    "redocly": program("redocly", lint="lint", build="build-docs bundle"),
    "ghdl": Tool(
        "ghdl",
        "other",
        changes={"-r": "test", "--elab-run": "test", "-a": "build", "-e": "build", "-m": "build", "-s": "lint"},
        operands=False,
        verbs=verbs("ghdl", {"operands": False}, test="run elab-run", build="analyze elaborate make", lint="syntax"),
    ),
    **tools("test", "vvp vsim xsim cocotb-run sby fusesoc vunit", operands=False),
    **tools("build", "yosys nextpnr-ice40 nextpnr-ecp5 quartus_sh vivado avr-gcc arm-none-eabi-gcc", operands=False),
    **tools(
        "build", "kaniko eleventy @11ty/eleventy catkin_make b2 circom ocamlfind cl link kustomize", operands=False
    ),
    "unity": Tool("unity", "build", changes={"-runTests": "test"}, operands=False),
    "shadow-cljs": program("shadow-cljs", build="release compile", start="watch"),
    "raco": program("raco", build="make", test="test", install="pkg"),
    "antora": Tool("antora", "build", operands=False),
    "v": Tool("v", "build", verbs=verbs("v", test="test", start="run", format="fmt", lint="vet"), operands=False),
    **tools("lint", "verible-verilog-lint vsg svlint"),
    "platformio": program("pio", build="run", test="test", lint="check"),
    "probe-rs": program("probe-rs", start="run attach", other="download erase"),
    "terragrunt": program("terragrunt", other="plan apply destroy", lint="validate hclfmt"),
    "conftest": program("conftest", lint="test verify"),
    "molecule": Tool("molecule", "test", operands=False, verbs=verbs("molecule", test=_VALIDATING, other="converge")),
    "inspec": program("inspec", test="exec", lint="check"),
    "godot": Tool("godot", "start", changes={"--export-release": "build", "--export-debug": "build"}, operands=False),
    "fastlane": program("fastlane", test="test tests", build="build gym", lint="lint", other="deliver pilot"),
    "please": program("please", test="test", build="build"),
}
