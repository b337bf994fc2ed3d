using ExperimentAdmin.Core.Audit.Reads;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Core.Audit;

internal static class AuditServices
{
    /// <summary>The records of changes, and the feed of those that were committed.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<AuditReads>();
        return services;
    }
}
