using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ExperimentAdmin.Core.Persistence.Writing;

/// <summary>Recognises the violation of a unique index in what either database throws.</summary>
internal static class UniqueIndex
{
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintPrimaryKey = 1555;

    /// <summary>Whether any unique index was violated.</summary>
    public static bool Violated(DbUpdateException exception) => exception.InnerException switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteConstraintUnique or SqliteConstraintPrimaryKey,
        _ => false,
    };

    /// <summary>
    /// Whether a certain index was violated. PostgreSQL names the index; SQLite names its columns.
    /// </summary>
    /// <param name="exception">What the save threw.</param>
    /// <param name="index">The index's name.</param>
    /// <param name="columns">Its columns as SQLite writes them: <c>experiments.feature_id, experiments.environment_id</c>.</param>
    public static bool Violated(DbUpdateException exception, string index, string columns) => exception.InnerException switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation && postgres.ConstraintName == index,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode == SqliteConstraintUnique
            && sqlite.Message.Contains(columns, StringComparison.Ordinal),
        _ => false,
    };
}
