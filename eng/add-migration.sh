#!/usr/bin/env bash
# Adds one migration per database under the same name, then writes out the SQL that each of them will run.
#
# Until 0.1.0 there is one, Initial, and it is made anew whenever the schema changes: nobody has a database to be brought up to date, and
# one from before is refused. What the model cannot say stands beside it, in Initial.Search.cs.
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?usage: eng/add-migration.sh Initial, and from 0.1.0 on NameOfTheChange}
migrations=src/Core/Persistence/Migrations
if [ "$name" = Initial ]; then
  rm -f "$migrations"/*/*_*.cs "$migrations"/*/*Snapshot.cs
fi
dotnet tool restore
dotnet build src/App
mkdir -p artifacts/migrations
for database in Sqlite Postgres; do
  ef=(--no-build --project src/Core --startup-project src/App --context "${database}AppDbContext")
  dotnet ef migrations add "$name" "${ef[@]}" --output-dir "Persistence/Migrations/$database"
done
if [ "$name" = Initial ]; then # Up ends where the first line is a brace of that depth.
  sed -i '0,/^        }$/s//\n            AddSearch(migrationBuilder);\n        }/' "$migrations"/*/*_Initial.cs
fi
sed -i '1s/^\xEF\xBB\xBF//' "$migrations"/*/*.cs # No byte order mark, as .editorconfig says.
dotnet build src/App
for database in Sqlite Postgres; do
  ef=(--no-build --project src/Core --startup-project src/App --context "${database}AppDbContext")
  dotnet ef migrations script "${ef[@]}" --output "artifacts/migrations/$database.sql"
done
