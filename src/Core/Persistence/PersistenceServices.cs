using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Core.Persistence;

internal static class PersistenceServices
{
    /// <summary>The name of the check that says whether the database answers.</summary>
    private const string HealthCheck = "database";

    public static IServiceCollection AddPersistence(this IServiceCollection services, DatabaseOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<DatabaseStart>();
        services.AddSingleton(new WriteGate(options.Provider));
        services.AddSingleton<CommitListeners>();
        services.AddSingleton<WriteMetrics>();
        services.AddSingleton<UnitOfWork>();
        return options.Provider switch
        {
            DatabaseProvider.Sqlite => services.AddContexts<SqliteAppDbContext>(
                builder => SqliteAppDbContext.Configure(builder, options)),
            DatabaseProvider.Postgres => services.AddContexts<PostgresAppDbContext>(
                builder => PostgresAppDbContext.Configure(builder, options)),
        };
    }

    /// <summary>Adds a batch, and the writer in the background that writes it.</summary>
    public static IServiceCollection AddBatch<TBatch>(this IServiceCollection services)
        where TBatch : class, IBatch
    {
        services.AddSingleton<TBatch>();
        services.AddHostedService<BatchWriter<TBatch>>();
        return services;
    }

    private static IServiceCollection AddContexts<TContext>(
        this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TContext : AppDbContext
    {
        services.AddPooledDbContextFactory<TContext>(configure);
        services.AddSingleton<IDbContextFactory<AppDbContext>, AppDbContexts<TContext>>();
        services.AddHealthChecks().AddDbContextCheck<TContext>(HealthCheck);
        return services;
    }
}
