using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ExperimentAdmin.Core.Persistence.Sqlite;

/// <summary>The model on SQLite.</summary>
public sealed class SqliteAppDbContext(DbContextOptions<SqliteAppDbContext> options) : AppDbContext(options)
{
    /// <summary>Opens a context outside a container; interceptors see every statement.</summary>
    public static SqliteAppDbContext Open(DatabaseOptions options, params IInterceptor[] interceptors)
    {
        var builder = new DbContextOptionsBuilder<SqliteAppDbContext>();
        Configure(builder, options);
        builder.AddInterceptors(interceptors);
        return new SqliteAppDbContext(builder.Options);
    }

    internal static void Configure(DbContextOptionsBuilder builder, DatabaseOptions options, SqliteGuard? guard = null)
    {
        // To SQLite it is how long it waits for a lock, which holds a thread: no command that runs is ever ended.
        var patience = (int)Math.Min(options.CommandTimeout.TotalSeconds, DatabaseOptions.LockPatience.TotalSeconds);
        builder
            .UseSqlite(options.ConnectionString, sqlite => sqlite.CommandTimeout(patience))
            .AddInterceptors(new PlainSqliteConnections(patience, guard))
            .LeaveFaultsToCallers();
    }

    internal override Task LockInstanceAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal override Task<bool> TryTakeTurnAsync(string what, CancellationToken cancellationToken) => Task.FromResult(true);

    internal override Task ReleaseTurnAsync(string what) => Task.CompletedTask;

    internal override Task<List<string>> TablesAsync(CancellationToken cancellationToken)
        => Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'table'").ToListAsync(cancellationToken);

    internal override object Stored(DateTimeOffset moment) => moment.UtcTicks;

    // SQLite cannot order or compare a DateTimeOffset. UTC ticks sort the same way and lose nothing.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        moment => moment.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
