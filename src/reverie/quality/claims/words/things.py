"""Nouns: what a claim is about."""

THINGS = {
    "test": "test tests suite suites spec specs testsuite test_suite test_suites test_run testing unit_tests "
    "integration_tests e2e smoke_tests regression_tests pytest jest vitest rspec mocha tox nox phpunit junit ctest "
    "scenario scenarios testbench testbenches test_bench property_tests contract_tests unit_test integration_test "
    "quickcheck proptest hspec tasty shellspec shunit2 busted behat cucumber codeception phpspec testng kotest "
    "scalatest "
    "specs2 munit capybara ginkgo gotestsum testify terratest molecule testinfra serverspec inspec xunit nunit mstest "
    "specflow catch2 googletest gtest cocotb vunit eunit exunit propcheck alcotest ounit qcheck testthat tinytest "
    "suíte suítes suiten testsuiten testsuit testy tester testfall testfälle testsviten "
    "xctest testcafe nightwatch webdriverio detox appium pact schemathesis jasmine gmake_check tests_suite "
    "doctests. test-suite testsuites tests' pester storybook-tests chromatic minitest unittests unit-tests "
    "unittest doctest doctests playwright cypress karma minitest nextest xctest testbench prueba pruebas testes "
    "teste suiten tests. testlauf essais tests_all test_cases",
    "ci": "ci pipeline workflow checks github_actions",
    "build": "build builds rebuild image images bundle compile compilation compiler binary binaries firmware "
    "project app application docs documentation site package workspace crate solution build-lauf bau typescript "
    "bundles builds wheels sdist linker link_step cross-build cross-compile esp-idf platformio xcode latex pdflatex "
    "latexmk typst rollup esbuild parcel turbopack apk aab ipa executable_build container_image buildx cabal ninja "
    "meson bazel projektet übersetzung kompilierung "
    "webpack vite gradle maven cmake docker_image docker_build artifact artifacts wheel compilación construcción",
    "lint": "lint lints linter linters linting eslint ruff mypy tsc pyright flake8 pylint golangci-lint clippy "
    "prettier black gofmt rubocop shellcheck yamllint bandit stylelint biome isort typecheck typechecker type_check "
    "type_checks type-checks typechecks type_checking type-check type-checking typechecking types typing hooks hook "
    "pre-commit formatting formatter phpstan psalm swiftlint ktlint checkstyle detekt vet hadolint markdownlint "
    "tflint cargo_fmt rustfmt type_checker style_check style_checks code_style static_analysis spotless oxlint "
    "luacheck selene stylua vulture pyre pytype basedpyright pydocstyle pycodestyle autopep8 yapf sqlfluff "
    "ansible-lint "
    "cfn-lint kube-linter kubeconform kubeval checkov tfsec terrascan semgrep sonarqube sonarlint codeql cppcheck "
    "clang-tidy clang-format cpplint errcheck revive gosec goimports gofumpt ineffassign scalafmt scalafix wartremover "
    "spotbugs pmd errorprone google-java-format tslint jshint dprint knip depcheck publint commitlint gitlint "
    "remark-lint "
    "proselint textlint cspell codespell lychee link_check link_checker linkcheck htmlhint htmlproofer axe pa11y "
    "scss-lint erb-lint erblint haml-lint reek brakeman sorbet steep phpcs php-cs-fixer phpmd phan larastan "
    "perlcritic perltidy hlint ormolu fourmolu stylish-haskell elm-review elm-format sobelow dockle taplo zizmor "
    "protolint spectral redocly analyzer analyser static_analyzer static_analyser type-checker shfmt bashate svlint "
    "nixfmt statix alejandra lintr styler import_sorter spell_check spell_checker i18n-check validator swiftformat "
    "swift-format svelte-check vue-tsc go_vet lint_pass schema_check link_checks ameba ktfmt lint_step linting_step "
    "standardrb credo dialyzer linters. type_errors lint_errors type_error lint_warnings lint_issues typprüfung "
    "linter-lauf",
    "audit": "audit scan npm_audit",
    "memory": "memory memories notebook long-term_memory my_memory memory_store my_notes my_memories gedächtnis "
    "memoria mémoire",
    "problem": "error errors warning warnings finding findings issue issues problem problems violation violations "
    "complaint complaints failure failures conflict conflicts vulnerability vulnerabilities offense offenses "
    "offence offences diagnostic diagnostics regression regressions retries retry crash crashes leak leaks race "
    "races exception exceptions type_error type_errors lint_errors lint_warnings lint_issues objections fehler "
    "warnungen errores advertencias erreurs avertissements hits matches match occurrence occurrences usage usages "
    "reference references mention mentions leftovers result results differences difference diffs nits duplicates "
    "panic panics deprecations drift mismatches timeouts",
    "finding": "type_error type_errors lint_errors lint_warnings lint_issues error errors warning warnings finding "
    "findings issue issues problem problems violation violations complaint complaints offenses offences diagnostics "
    "fehler warnungen errores erreurs objections",
    "counted": "changes change test tests spec specs example examples case cases suite suites assertion assertions "
    "passed passing pass passes failed failing fail fails skipped ignored xfailed expected deselected file files "
    "row rows line lines place places occurrence occurrences hit hits match matches use uses usage usages caller "
    "callers call sites commit commits image images package packages module modules insertion insertions deletion "
    "deletions record records request requests query queries second seconds minute minutes ms s error errors "
    "warning warnings finding findings issue issues problem problems vulnerability vulnerabilities failure failures "
    "violation violations reference references pages page endpoints byte bytes kb mb gb kib mib % percent times "
    "checks jobs entries entry items item users links link documents docs steps retries pruebas tests. paquetes "
    "ficheros archivos dateien pakete fehler warnungen zeilen fichiers erreurs paquets lignes lugares ahead behind "
    "inserted executed chunks assets migrations tables columns symbols functions methods classes warnings. "
    "examples. statements branches points call_sites dead_links cases. threads workers connections failures. "
    "features scenarios subtests dependencies todos comments duplicates imports rps qps mib/s mb/s µs us ns min "
    "resource resources destroy destroys replica replicas machine machines node nodes pod pods instance instances "
    "snapshot snapshots remark remarks secret secrets leak leaks rule rules key keys string strings font fonts "
    "language languages object objects user users member members event events message messages hunk hunks "
    "update updates release releases version versions directory directories folders "
    "testes fichier modelo models model crates crate gems gem scene scenes stage stages task tasks "
    "interaction interactions definitions "
    "hours hour dead broken open outdated commits. pieces",
    "pr": "pull_request pull_requests pr merge_request mr draft_pr issue release ticket",
    "tag": "tag tags branch branches worktree stash release",
    "repo_thing": "branch branches stash table tables worktree database view rows records row file files folder "
    "directory module function class script",
    "setting": "version default timeout limit port value size threshold interval ttl retries maximum minimum level",
    "slip": "typo typos spelling wording indentation whitespace grammar misspelling capitalisation capitalization",
    "tree": "working_tree working_copy working_directory",
    "changeable": "signature signatures api behaviour behavior interface interfaces logic file files code",
    "git_thing": "branch branches main master head trunk develop",
    "remote": "remote origin upstream github gitlab registry fork on_the_remote",
    "package": "dependency dependencies package packages library libraries toolchain target deps dev_dependency "
    "dependencias abhängigkeiten dépendances paquetes module_dependency requirement requirements hook hooks",
    "commitword": "commit commits",
    "installword": "install installation reinstall installing",
    "perms": "ownership permissions permission perms mode executable chmod",
    "odd": "unusual suspicious wrong strange odd broken noteworthy alarming abnormal missing problematic",
    "envname": "windows linux macos ubuntu",
    "hooks": "hooks hook pre-commit",
    "db": "migration migrations database schema seed seeds migración migraciones",
    "document": "readme changelog dockerfile makefile docstring docstrings comment comments documentation docs "
    "notes license gemfile procfile jenkinsfile",
    "service": "server service services container containers stack nginx scheduler daemon cluster workflow job jobs "
    "pod pods deployment process worker",
    "doctext": "document documentation docs file log logs diff template code page pages browser source changelog "
    "config output implementation report stack_trace trace history diffs",
    "behaviour": "behaviour behavior bug bugs issue crash leak race problem flakiness regression error login logout "
    "search reconnect endpoint endpoints page button form feature",
    "numberword": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "twenty zero dozen zwei drei vier fünf sechs dos tres cuatro cinco seis deux trois quatre cinq twice hundred "
    "thousand",
}
