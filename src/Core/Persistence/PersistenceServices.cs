using ExperimentAdmin.Core.Persistence.Postgres;
using ExperimentAdmin.Core.Persistence.Sqlite;
using ExperimentAdmin.Core.Persistence.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExperimentAdmin.Core.Persistence;

internal static class PersistenceServices
{
    /// <summary>The name of the check that says whether the database answers.</summary>
    private const string HealthCheck = "database";

    // Whoever watches over the process does not wait long either.
    private static readonly TimeSpan s_healthPatience = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddPersistence(this IServiceCollection services, DatabaseOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<DatabaseStart>();
        services.AddSingleton<WriteGate>();
        services.AddSingleton<NewerVersionGuard>();
        services.AddSingleton<WriteMetrics>();
        return options.Provider switch
        {
            DatabaseProvider.Sqlite => services.AddContexts<SqliteAppDbContext>(
                (provider, builder) => SqliteAppDbContext.Configure(builder, options, provider.GetRequiredService<WriteGate>().Guard)),
            DatabaseProvider.Postgres => services.AddContexts<PostgresAppDbContext>(
                (provider, builder) => PostgresAppDbContext.Configure(builder, options, provider.GetRequiredService<NewerVersionGuard>())),
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
        this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> configure)
        where TContext : AppDbContext
    {
        services.AddPooledDbContextFactory<TContext>(configure);
        services.AddSingleton<IDbContextFactory<AppDbContext>, AppDbContexts<TContext>>();
        services.AddSingleton<DatabaseAnswers>();
        services.AddHealthChecks().AddCheck<DatabaseAnswers>(HealthCheck).AddCheck<WriteGate>("writes");
        services.Configure<HealthCheckServiceOptions>(checks =>
        {
            foreach (var check in checks.Registrations)
            {
                check.Timeout = s_healthPatience;
            }
        });
        return services;
    }
}
