using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Experiments.Reads;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>An experiment as its creation and its editing answer (management-api, section 3.4).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Feature">The id of its flag.</param>
/// <param name="Name">Its name.</param>
/// <param name="Hypothesis">What is expected and why.</param>
/// <param name="Status"><c>created</c>, <c>running</c>, <c>paused</c> or <c>completed</c>.</param>
/// <param name="ExperimentRollout">Its rollout, reassembled; null when there is none.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
/// <param name="StartedAt">UTC; the first start, null before it.</param>
/// <param name="EndedAt">UTC; null until it is completed.</param>
/// <param name="Description">What else people should know; empty for nothing.</param>
/// <param name="Tags">Its tags, in lower case, in the order they were entered.</param>
/// <param name="Owner">Whom to ask about it; null for nobody, and for somebody who can read the project no more.</param>
internal sealed record ExperimentBaseWire(
    int Id,
    int Feature,
    string Name,
    string Hypothesis,
    string Status,
    RolloutWire? ExperimentRollout,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string Description,
    IReadOnlyList<string> Tags,
    OwnerWire? Owner)
{
    public static ExperimentBaseWire Of(ExperimentItem item) => new(
        item.Id, item.FeatureId, item.Name, item.Hypothesis, ExperimentWire.StatusOf(item.Status), RolloutWire.Of(item), item.CreatedAt,
        item.UpdatedAt, item.StartedAt, item.EndedAt, item.Description, item.Tags, OwnerWire.Of(item.Owner));
}
