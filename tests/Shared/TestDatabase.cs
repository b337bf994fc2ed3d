using ExperimentAdmin.Core.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ExperimentAdmin.Tests.Shared;

/// <summary>A database of one test's own, as the real migrations made it at the first test.</summary>
public sealed class TestDatabase : IDbContextFactory<AppDbContext>, IAsyncDisposable
{
    private TestDatabase(DatabaseOptions options) => Options = options;

    /// <summary>The server for tests on PostgreSQL, as a connection string without a database.</summary>
    public static string? PostgresServer { get; } = Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 } server
        ? server
        : null;

    /// <summary>The ICU locale of databases on PostgreSQL, such as <c>en-US</c>; null for those of the locale C.</summary>
    public static string? PostgresIcuLocale { get; } = Environment.GetEnvironmentVariable("TEST_POSTGRES_ICU_LOCALE") is { Length: > 0 } locale
        ? locale
        : null;

    public DatabaseOptions Options { get; }

    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
        => new(provider switch
        {
            DatabaseProvider.Sqlite => await DatabaseTemplates.CopySqliteAsync(),
            DatabaseProvider.Postgres => await DatabaseTemplates.TakePostgresAsync(),
        });

    public AppDbContext CreateDbContext() => DatabaseTemplates.Open(Options);

    /// <summary>A context whose statements something looks at.</summary>
    public AppDbContext CreateDbContext(params IInterceptor[] interceptors) => DatabaseTemplates.Open(Options, interceptors);

    /// <summary>Ends the connections to a SQLite file that nobody uses, so that the file alone is the whole database.</summary>
    public void CloseFile()
    {
        using var connection = new SqliteConnection(Options.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    public async ValueTask DisposeAsync()
    {
        switch (Options.Provider)
        {
            case DatabaseProvider.Sqlite:
                CloseFile();
                DatabaseTemplates.Delete(Options.File);
                break;
            case DatabaseProvider.Postgres:
                await DatabaseTemplates.GiveBackPostgresAsync(Options);
                break;
            default:
                throw new NotSupportedException($"No clean-up for {Options.Provider}.");
        }
    }
}
