using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.States.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.Overview;

/// <summary>Says what archiving, bringing back or deleting a flag does, and does it. Show it with an <c>@if</c>.</summary>
public sealed partial class FlagActionDialog
{
    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required FlagView View { get; set; }

    /// <summary>Where the flag is used; null while it is looked for.</summary>
    [Parameter, EditorRequired]
    public required FlagUses? Uses { get; set; }

    [Parameter, EditorRequired]
    public required FlagAction Action { get; set; }

    [Inject]
    public required ArchiveFeature Archive { get; init; }

    [Inject]
    public required RestoreFeature Restore { get; init; }

    [Inject]
    public required DeleteFeature Delete { get; init; }

    private string Title => Action is FlagAction.Restore ? $"Bring {View.Name} back?" : $"{Action} {View.Name}?";

    private string Button => Action is FlagAction.Restore ? "Bring back" : $"{Action} flag";

    private string Effect => Action switch
    {
        FlagAction.Archive => "It leaves the list and becomes read only. Applications still get what it serves. It can be brought back at any time.",
        FlagAction.Restore => "It can be edited and used by experiments again, as it was.",
        FlagAction.Delete => "Applications that ask for it get nothing from now on, in every environment, and this cannot be undone. What goes with it:",
    };

    private protected override string Done => Action switch
    {
        FlagAction.Archive => $"{View.Name} is archived.",
        FlagAction.Restore => $"{View.Name} is back.",
        FlagAction.Delete => $"{View.Name} is deleted.",
    };

    private protected override async Task<IReadOnlyList<Error>> DoAsync()
    {
        var (access, id, none) = (Workspace.Access, View.FeatureId, CancellationToken.None);
        return Action switch
        {
            FlagAction.Archive => (await Archive.RunAsync(new(access, id), none)).Errors,
            FlagAction.Restore => (await Restore.RunAsync(new(access, id), none)).Errors,
            FlagAction.Delete => (await Delete.RunAsync(new(access, id), none)).Errors,
        };
    }
}
