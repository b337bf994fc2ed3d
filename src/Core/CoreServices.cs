using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Demo;
using ExperimentAdmin.Core.Experiments;
using ExperimentAdmin.Core.Flags;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Retention;
using ExperimentAdmin.Core.Segments;
using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Core.Workspace;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ExperimentAdmin.Core;

/// <summary>Everything that a rule needs, room by room. All of it is stateless or thread-safe and lives as long as the process.</summary>
public static class CoreServices
{
    /// <param name="services">What they are added to.</param>
    /// <param name="database">Where the data is.</param>
    /// <param name="sessions">How long sign-ins last; null for the defaults.</param>
    public static IServiceCollection AddCore(this IServiceCollection services, DatabaseOptions database, SessionLimits? sessions = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddMetrics()
            .AddPersistence(database)
            .AddChanges()
            .AddAccess(sessions)
            .AddAudit()
            .AddWorkspace()
            .AddSegments()
            .AddFlags()
            .AddExperiments()
            .AddServing()
            .AddRetention(database)
            .AddDemo();
    }
}
