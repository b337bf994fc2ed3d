using System.Text.Json;
using ExperimentAdmin.Core.Experiments.Domain;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>An unfinished wizard in its author's list.</summary>
/// <param name="Id">Part of the wizard's address.</param>
/// <param name="Name">The name entered so far; may be empty.</param>
/// <param name="UpdatedAt">UTC.</param>
public sealed record DraftItem(string Id, string Name, DateTimeOffset UpdatedAt)
{
    internal static DraftItem Of(ExperimentDraft draft) => new(
        draft.Id,
        JsonSerializer.Deserialize<WizardEntries>(draft.Payload, JsonSerializerOptions.Web)?.Name ?? string.Empty,
        draft.UpdatedAt);
}
