using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Retention.Reads;
using ExperimentAdmin.Core.Retention.UseCases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ExperimentAdmin.Core.Retention;

internal static class RetentionServices
{
    public static IServiceCollection AddRetention(this IServiceCollection services, DatabaseOptions database)
    {
        services.TryAddSingleton(RetentionOptions.Of(database));
        services.AddSingleton<RetentionArchive>();
        services.AddSingleton<RetentionHealth>();
        services.AddHealthChecks().AddCheck<RetentionHealth>("retention");
        services.AddSingleton<RetentionReads>();
        services.AddSingleton<SetRetention>();
        services.AddSingleton<RunRetention>();
        return services.AddBatch<RetentionDaily>();
    }
}
