using System.Text.Json;

namespace ExperimentAdmin.Core.Experiments.Drafts;

/// <summary>An unfinished wizard in its author's list.</summary>
/// <param name="Id">Part of the wizard's address.</param>
/// <param name="Name">The name entered so far; may be empty.</param>
/// <param name="CompletedSteps">The furthest step that was completed: 0 none, 1 setup, 2 rollout.</param>
/// <param name="UpdatedAt">UTC.</param>
public sealed record DraftItem(string Id, string Name, int CompletedSteps, DateTimeOffset UpdatedAt)
{
    internal static DraftItem Of(ExperimentDraft draft)
    {
        var entries = JsonSerializer.Deserialize<WizardEntries>(draft.Payload, JsonSerializerOptions.Web) ?? new WizardEntries();
        return new DraftItem(draft.Id, entries.Name, entries.CompletedSteps, draft.UpdatedAt);
    }
}
