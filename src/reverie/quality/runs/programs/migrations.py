"""Tools that migrate databases."""

from reverie.quality.runs.programs.values import Tool, program, tools, verbs, words

_PLAIN = {"operands": False}
_DRY = {"operands": False, "dry": words("--sql --dry-run")}

MIGRATIONS: dict[str, Tool] = {
    "alembic": Tool(
        "alembic",
        "migrate",
        takes=words("-c -n -x"),
        verbs={
            **verbs("alembic", _DRY, migrate="upgrade downgrade stamp"),
            **verbs("alembic", {"takes": words("-m --message")}, create="revision", state="current history heads show"),
            "check": Tool("alembic check", "state"),
        },
    ),
    "prisma": Tool(
        "prisma",
        "other",
        verbs={
            "migrate": Tool(
                "prisma migrate", "migrate", operands=False, verbs=verbs("prisma migrate", state="status", read="diff")
            ),
            **verbs("prisma", _PLAIN, migrate="db", build="generate", lint="validate", format="format"),
        },
    ),
    "sqlx": Tool(
        "sqlx",
        "other",
        verbs={
            "migrate": Tool(
                "sqlx migrate",
                "migrate",
                verbs={
                    **verbs("sqlx migrate", _DRY, migrate="run revert"),
                    **verbs("sqlx migrate", state="info", create="add"),
                },
            ),
            "database": Tool("sqlx database", "migrate", operands=False),
        },
    ),
    "flyway": Tool("flyway", "other", verbs=verbs("flyway", _PLAIN, migrate="migrate repair", state="validate info")),
    "liquibase": Tool(
        "liquibase", "other", verbs=verbs("liquibase", _PLAIN, migrate="update rollback", state="status validate")
    ),
    "diesel": Tool("diesel", "other", verbs=verbs("diesel", _PLAIN, migrate="migration setup database")),
    "knex": program(
        "knex",
        migrate="migrate:latest migrate:up migrate:down migrate:rollback",
        create="migrate:make",
        state="migrate:status migrate:list",
    ),
    "sequelize": program("sequelize", migrate="db:migrate db:migrate:undo", create="migration:generate"),
    "sequelize-cli": program("sequelize", migrate="db:migrate db:migrate:undo", create="migration:generate"),
    "typeorm": Tool(
        "typeorm",
        "other",
        verbs=verbs(
            "typeorm",
            {"takes": words("-d")},
            migrate="migration:run migration:revert",
            create="migration:generate migration:create",
            state="migration:show",
        ),
    ),
    "drizzle-kit": program("drizzle-kit", migrate="push migrate", create="generate", lint="check"),
    "dbmate": program("dbmate", migrate="up migrate down rollback", create="new", state="status"),
    **tools("migrate", "goose migrate atlas phinx yoyo node-pg-migrate db-migrate tern sqitch", operands=False),
    **tools("other", "psql mysql sqlite3 mongosh redis-cli", operands=False),
}
