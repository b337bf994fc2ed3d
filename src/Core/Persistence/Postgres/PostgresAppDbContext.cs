using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ExperimentAdmin.Core.Persistence.Postgres;

/// <summary>The model on PostgreSQL.</summary>
public sealed class PostgresAppDbContext(DbContextOptions<PostgresAppDbContext> options) : AppDbContext(options), IDataProtectionKeyContext
{
    /// <summary>
    /// What cookies and one-time links are protected with. Several processes share it by sharing the database; with SQLite there
    /// is one process, whose keys are files beside it.
    /// </summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Opens a context outside a container; interceptors see every statement.</summary>
    public static PostgresAppDbContext Open(DatabaseOptions options, params IInterceptor[] interceptors)
    {
        var builder = new DbContextOptionsBuilder<PostgresAppDbContext>();
        Configure(builder, options, interceptors);
        return new PostgresAppDbContext(builder.Options);
    }

    // No EnableRetryOnFailure: a transaction whose commit is in doubt must not run again on its own.
    internal static void Configure(DbContextOptionsBuilder builder, DatabaseOptions options, params IInterceptor[] interceptors)
        => builder
            .UseNpgsql(options.ConnectionString, npgsql => npgsql.CommandTimeout((int)options.CommandTimeout.TotalSeconds))
            .AddInterceptors(interceptors)
            .LeaveFaultsToCallers();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
        base.OnModelCreating(modelBuilder);
    }

    internal override Task LockInstanceAsync(CancellationToken cancellationToken)
        => Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(hashtext('experiment-admin instance'))", cancellationToken);

    internal override async Task<bool> TryTakeTurnAsync(string what, CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken); // The lock is of the connection.
        return await Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock(hashtext({Turn(what)})) AS \"Value\"").SingleAsync(cancellationToken);
    }

    internal override async Task ReleaseTurnAsync(string what)
    {
        try
        {
            _ = await Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock(hashtext({Turn(what)}))");
        }
        catch (Exception exception) when (DatabaseFault.Of(exception) is not null)
        {
            // With the connection the lock went as well.
        }
    }

    internal override Task<List<string>> TablesAsync(CancellationToken cancellationToken)
        => Database.SqlQuery<string>($"SELECT tablename::text AS \"Value\" FROM pg_tables WHERE schemaname = current_schema()").ToListAsync(cancellationToken);

    internal override object Stored(DateTimeOffset moment) => moment;

    private static string Turn(string what) => $"experiment-admin {what}";

    // By code point, as SQLite compares: whatever the database's locale is, lists have one order, and no newer
    // version of that locale on the server leaves an index in an order that holds no more.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("C");
        configurationBuilder.Properties<Enum>().UseCollation("C");
    }
}
