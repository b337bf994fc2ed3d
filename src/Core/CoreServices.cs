using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Demo;
using ExperimentAdmin.Core.Experiments;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.UseCases;
using ExperimentAdmin.Core.Flags;
using ExperimentAdmin.Core.Flags.Reads;
using ExperimentAdmin.Core.Flags.Storage;
using ExperimentAdmin.Core.Flags.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Retention;
using ExperimentAdmin.Core.Segments;
using ExperimentAdmin.Core.Segments.Reads;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Core.Serving.Reads;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ExperimentAdmin.Core;

/// <summary>Everything that a rule needs. All of it is stateless or thread-safe and lives as long as the process.</summary>
public static class CoreServices
{
    /// <param name="services">What they are added to.</param>
    /// <param name="database">Where the data is.</param>
    /// <param name="sessions">How long sign-ins last; null for the defaults.</param>
    public static IServiceCollection AddCore(this IServiceCollection services, DatabaseOptions database, SessionLimits? sessions = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(sessions ?? new SessionLimits());
        services.AddMetrics();
        services.AddPersistence(database);
        services.AddAccess();
        services.AddPlaces();
        services.AddAudit();
        services.AddFlags();
        services.AddSegments();
        services.AddExperiments();
        services.AddServing();
        services.AddRequests();
        services.AddRetention(database);
        services.AddSingleton<DemoWorkspace>();
        return services;
    }

    private static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<ChangesElsewhere>();
        services.AddHostedService(provider => provider.GetRequiredService<ChangesElsewhere>());
        services.AddSingleton<AuditReads>();
    }

    private static void AddPlaces(this IServiceCollection services)
    {
        services.AddSingleton<WorkspaceReads>();
        services.AddSingleton<SettingsReads>();
        services.AddSingleton<CreateProject>();
        services.AddSingleton<EditProject>();
        services.AddSingleton<DeleteProject>();
        services.AddSingleton<CreateEnvironment>();
        services.AddSingleton<EditEnvironment>();
        services.AddSingleton<SwitchVersioning>();
        services.AddSingleton<ArchiveEnvironment>();
        services.AddSingleton<DeleteEnvironment>();
        services.AddSingleton<CreateEnvironmentKey>();
        services.AddSingleton<RotateEnvironmentKey>();
        services.AddSingleton<RevokeEnvironmentKey>();
    }

    private static void AddFlags(this IServiceCollection services)
    {
        services.AddSingleton<FeatureReads>();
        services.AddSingleton<FlagReads>();
        services.AddSingleton<FlagVersionReads>();
        services.AddSingleton<IdentityOverrideReads>();
        services.AddSingleton<CreateFeature>();
        services.AddSingleton<EditFeature>();
        services.AddSingleton<ArchiveFeature>();
        services.AddSingleton<RestoreFeature>();
        services.AddSingleton<DeleteFeature>();
        services.AddSingleton<AddVariant>();
        services.AddSingleton<EditVariant>();
        services.AddSingleton<ReorderVariants>();
        services.AddSingleton<ArchiveVariant>();
        services.AddSingleton<RestoreVariant>();
        services.AddSingleton<DeleteVariant>();
        services.AddSingleton<ChangeDefault>();
        services.AddSingleton<UpdateFlag>();
        services.AddSingleton<PutSegmentOverride>();
        services.AddSingleton<RemoveSegmentOverride>();
        services.AddSingleton<ReorderOverrides>();
        services.AddSingleton<PlaceOverrides>();
        services.AddSingleton<PutIdentityOverride>();
        services.AddSingleton<RemoveIdentityOverride>();
        services.AddSingleton<PublishDueVersions>();
    }

    private static void AddSegments(this IServiceCollection services)
    {
        services.AddSingleton<ISegmentUses, SegmentUses>();
        services.AddSingleton<SegmentReads>();
        services.AddSingleton<CreateSegment>();
        services.AddSingleton<EditSegment>();
        services.AddSingleton<ArchiveSegment>();
        services.AddSingleton<RestoreSegment>();
        services.AddSingleton<DeleteSegment>();
    }

    private static void AddRequests(this IServiceCollection services)
    {
        services.AddBatch<StoredTraits>();
        services.AddBatch<RequestCounts>();
        services.AddBatch<EnvironmentKeyUses>();
        services.AddSingleton<RequestReads>();
    }

    private static void AddExperiments(this IServiceCollection services)
    {
        services.AddSingleton<IFlagGuard, ExperimentGuard>();
        services.AddSingleton<IOutrankedRollouts, OutrankedRollouts>();
        services.AddSingleton<ExperimentReads>();
        services.AddSingleton<OverviewReads>();
        services.AddSingleton<SearchReads>();
        services.AddSingleton<ExperimentDrafts>();
        services.AddSingleton<CreateExperiment>();
        services.AddSingleton<ApplyRollout>();
        services.AddSingleton<RepairRollout>();
        services.AddSingleton<StartExperiment>();
        services.AddSingleton<PauseExperiment>();
        services.AddSingleton<CompleteExperiment>();
        services.AddSingleton<EditExperiment>();
        services.AddSingleton<DeleteExperiment>();
    }

    private static void AddServing(this IServiceCollection services)
    {
        services.AddSingleton<ServingMetrics>();
        services.AddSingleton<ServedEnvironments>();
        services.AddSingleton<SegmentLoader>();
        services.AddSingleton<EnvironmentLoader>();
        services.AddSingleton<IdentityLookup>();
        services.AddSingleton<DueVersions>();
        services.AddSingleton<EnvironmentKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<EnvironmentKeeper>());
        services.AddHealthChecks().AddCheck<ServingHealth>("serving");
    }
}
