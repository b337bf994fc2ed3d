using ExperimentAdmin.Core.Experiments.Endings;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>A finished experiment with its decision.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="FeatureName">The name of its flag.</param>
/// <param name="StartedAt">UTC; null for one that was never started.</param>
/// <param name="EndedAt">UTC.</param>
/// <param name="Archived">Whether it is out of the list of experiments.</param>
/// <param name="Outcome">How it ended.</param>
internal sealed record FinishedWire(
    int Id, string Name, string FeatureName, DateTimeOffset? StartedAt, DateTimeOffset EndedAt, bool Archived, OutcomeWire Outcome)
{
    public static FinishedWire Of(FinishedItem item) => new(
        item.Id, item.Name, item.FlagName, item.StartedAt, item.EndedAt, item.IsArchived, OutcomeWire.Of(item.Outcome)!);
}
