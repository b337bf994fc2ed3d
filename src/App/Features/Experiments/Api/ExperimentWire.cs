using System.Text.Json;
using System.Text.Json.Nodes;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>An experiment as lists and its own address show it (management-api, sections 3.2 and 3.3).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Feature">Its flag, with the shares of the environment default.</param>
/// <param name="Name">Its name.</param>
/// <param name="Hypothesis">What is expected and why.</param>
/// <param name="Status"><c>created</c>, <c>running</c>, <c>paused</c> or <c>completed</c>.</param>
/// <param name="Metrics">Its metrics; none can be attached yet.</param>
/// <param name="ExperimentRollout">Its rollout, reassembled; null when there is none.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
/// <param name="StartedAt">UTC; the first start, null before it.</param>
/// <param name="EndedAt">UTC; null until it is completed.</param>
/// <param name="Description">What else people should know; empty for nothing.</param>
/// <param name="Tags">Its tags, in lower case, in the order they were entered.</param>
/// <param name="Outcome">How it ended; null until it is completed.</param>
/// <param name="PlannedDays">For how many days it is to run from its first start; null while nobody planned.</param>
/// <param name="Archived">Whether it is out of the list of experiments.</param>
/// <param name="Owner">Whom to ask about it; null for nobody, and for somebody who can read the project no more.</param>
internal sealed record ExperimentWire(
    int Id,
    FeatureWire Feature,
    string Name,
    string Hypothesis,
    string Status,
    IReadOnlyList<object> Metrics,
    RolloutWire? ExperimentRollout,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string Description,
    IReadOnlyList<string> Tags,
    OwnerWire? Owner,
    OutcomeWire? Outcome,
    bool Archived,
    int? PlannedDays)
{
    public const int NameMaxLength = 255;

    /// <summary>The words of the statuses.</summary>
    public static IReadOnlyDictionary<string, ExperimentStatus> Statuses { get; } =
        Enum.GetValues<ExperimentStatus>().ToDictionary(StatusOf, StringComparer.Ordinal);

    public static ExperimentWire Of(ExperimentItem item) => new(
        item.Id, FeatureWire.Of(item), item.Name, item.Hypothesis, StatusOf(item.Status), [], RolloutWire.Of(item), item.CreatedAt,
        item.UpdatedAt, item.StartedAt, item.EndedAt, item.Description, item.Tags, OwnerWire.Of(item.Owner),
        OutcomeWire.Of(item.Outcome), item.ArchivedAt is not null, item.PlannedDays);

    public static string StatusOf(ExperimentStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>Metrics cannot be attached yet: none is fine, one is refused.</summary>
    public static void RefuseMetrics(WireObject body)
    {
        if (body.Objects("metrics", required: false, most: 100) is { Count: > 0 })
        {
            body.Refuse("metrics", "Metrics cannot be attached to an experiment yet. Leave metrics out, or send an empty list.");
        }
    }

    /// <summary>The flag that a body names: by its id, or as it was read.</summary>
    public static int? FeatureId(WireObject body)
        => body.Raw("feature") is { ValueKind: JsonValueKind.Object } ? body.Object("feature", required: true)?.Id("id", required: true)
            : body.Id("feature", required: true);

    /// <summary>The answer to a flag that the project does not have, with the id that was sent.</summary>
    public static IResult? UnknownFlag(IReadOnlyList<Error> errors, int? featureId)
        => errors is [{ Code: "flag_unknown" }]
            ? ReferenceErrors.Of(new JsonObject
            {
                ["feature"] = new JsonArray(WireSentences.NoSuchId($"{featureId}")),
            })
            : null;
}
