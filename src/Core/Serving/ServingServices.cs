using ExperimentAdmin.Core.Experiments.Overlaps;
using ExperimentAdmin.Core.Experiments.Traffic;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving.Counts;
using ExperimentAdmin.Core.Serving.Loading;
using ExperimentAdmin.Core.Serving.Lookup;
using ExperimentAdmin.Core.Serving.Sampling;
using ExperimentAdmin.Core.Serving.Traits;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Core.Serving;

internal static class ServingServices
{
    /// <summary>What environments serve, stored traits, and counts of requests.</summary>
    public static IServiceCollection AddServing(this IServiceCollection services)
    {
        services.AddSingleton<ServingMetrics>();
        services.AddSingleton<ServedEnvironments>();
        services.AddSingleton<SegmentLoader>();
        services.AddSingleton<EnvironmentLoader>();
        services.AddSingleton<IdentityLookup>();
        services.AddSingleton<EnvironmentKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<EnvironmentKeeper>());
        services.AddHealthChecks().AddCheck<ServingHealth>("serving");
        services.AddBatch<StoredTraits>();
        services.AddSingleton<TraitNameReads>();
        services.AddBatch<RequestCounts>();
        services.AddBatch<FlagAsks>();
        services.AddBatch<EnvironmentKeyUses>();
        services.AddSingleton<RequestReads>();
        services.AddSingleton<IFlagTraffic, AskedTraffic>();
        services.AddSingleton<ICohortSampler, CohortSampler>();
        return services;
    }
}
