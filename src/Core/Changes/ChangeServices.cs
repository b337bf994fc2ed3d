using ExperimentAdmin.Core.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Core.Changes;

internal static class ChangeServices
{
    /// <summary>The way of every write, and who hears of a commit.</summary>
    public static IServiceCollection AddChanges(this IServiceCollection services)
    {
        services.AddSingleton<CommitListeners>();
        services.AddSingleton<CommitNotices>();
        services.AddHostedService(provider => provider.GetRequiredService<CommitNotices>());
        services.AddSingleton<ChangesElsewhere>();
        services.AddHostedService(provider => provider.GetRequiredService<ChangesElsewhere>());
        services.AddSingleton<UnitOfWork>();
        services.AddBatch<IdempotencySweep>();
        return services;
    }
}
