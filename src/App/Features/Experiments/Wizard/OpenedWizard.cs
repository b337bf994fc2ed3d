using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Experiments.Drafts;

namespace ExperimentAdmin.App.Features.Experiments.Wizard;

/// <summary>The wizard that a page was opened with. What is entered belongs to it, wherever somebody goes meanwhile.</summary>
/// <param name="address">The id that the page was opened with.</param>
/// <param name="workspace">Where it is.</param>
internal sealed class OpenedWizard(string address, Workspace workspace)
{
    /// <summary>The id that the page was opened with.</summary>
    public string Address { get; } = address;

    /// <summary>The id that it is kept under.</summary>
    public string DraftId { get; private set; } = address;

    /// <summary>Where it is, with what the person may do there now.</summary>
    public Workspace Workspace { get; set; } = workspace;

    /// <summary>Stores what was entered.</summary>
    /// <param name="drafts">Where it is stored.</param>
    /// <param name="entries">What was entered.</param>
    /// <param name="moved">Called when it is kept under another id from now on than the address has.</param>
    public async Task<Result<Done>> SaveAsync(ExperimentDrafts drafts, WizardEntries entries, Action moved)
    {
        var saved = await drafts.SaveAsync(Workspace.Access, Workspace.Environment.Id, DraftId, entries, CancellationToken.None);
        if (!saved.TryGet(out var id, out var error))
        {
            return error;
        }

        if (id != DraftId)
        {
            DraftId = id;
            moved();
        }

        return default(Done);
    }
}
