using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ExperimentAdmin.Core.Persistence;

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

    protected override void OnModelCreating(ModelBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
        base.OnModelCreating(builder);
    }

    internal override Task LockInstanceAsync(CancellationToken cancellationToken)
        => Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(hashtext('experiment-admin instance'))", cancellationToken);

    internal override async Task<bool> TryHoldRetentionAsync(CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken); // The lock is of the connection.
        return await Database.SqlQueryRaw<bool>("SELECT pg_try_advisory_lock(hashtext('experiment-admin retention')) AS \"Value\"").SingleAsync(cancellationToken);
    }

    internal override async Task ReleaseRetentionAsync()
    {
        try
        {
            _ = await Database.ExecuteSqlRawAsync("SELECT pg_advisory_unlock(hashtext('experiment-admin retention'))");
        }
        catch (Exception exception) when (DatabaseFault.Of(exception) is not null)
        {
            // With the connection the lock went as well.
        }
    }

    internal override object Stored(DateTimeOffset moment) => moment;

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
