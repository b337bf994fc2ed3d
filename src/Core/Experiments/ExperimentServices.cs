using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Conflicts;
using ExperimentAdmin.Core.Experiments.Disturbances;
using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Experiments.Emergency;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.History;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Periods;
using ExperimentAdmin.Core.Experiments.Overlaps;
using ExperimentAdmin.Core.Experiments.Presence;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Experiments.Starting;
using ExperimentAdmin.Core.Experiments.Views;
using ExperimentAdmin.Core.Flags.States;
using ExperimentAdmin.Core.Segments;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Core.Experiments;

internal static class ExperimentServices
{
    /// <summary>Experiments with their rollouts and their life.</summary>
    public static IServiceCollection AddExperiments(this IServiceCollection services)
    {
        services.AddSingleton<IFlagGuard, ExperimentGuard>();
        services.AddSingleton<IOutrankedRollouts, OutrankedRollouts>();
        services.AddSingleton<ExperimentReads>();
        services.AddSingleton<TimelineReads>();
        services.AddSingleton<IRecordWords, ExperimentRecordWords>();
        services.AddSingleton<OverviewReads>();
        services.AddSingleton<SearchReads>();
        services.AddSingleton<TagReads>();
        services.AddSingleton<ExperimentDrafts>();
        services.AddSingleton<DuplicateExperiment>();
        services.AddSingleton<SaveView>();
        services.AddSingleton<CreateExperiment>();
        services.AddSingleton<ApplyRollout>();
        services.AddSingleton<RepairRollout>();
        services.AddSingleton<StartExperiment>();
        services.AddSingleton<PauseExperiment>();
        services.AddSingleton<StartNewPhase>();
        services.AddSingleton<EndExperiment>();
        services.AddSingleton<UndoEnd>();
        services.AddSingleton<ConcludeExperiment>();
        services.AddSingleton<ArchiveExperiment>();
        services.AddSingleton<FinishedReads>();
        services.AddSingleton<StopAllExperiments>();
        services.AddSingleton<ResumeStopped>();
        services.AddSingleton<EmergencyReads>();
        services.AddSingleton<OpenFrozenFlag>();
        services.AddSingleton<CloseFrozenFlag>();
        services.AddSingleton<ExcludeSegment>();
        services.AddSingleton<StartReads>();
        services.AddSingleton<Presences>();
        services.AddSingleton<OverlapReads>();
        services.AddSingleton<EditExperiment>();
        services.AddSingleton<UndoLast>();
        services.AddSingleton<HistoryReads>();
        services.AddSingleton<DeleteExperiment>();
        return services;
    }
}
