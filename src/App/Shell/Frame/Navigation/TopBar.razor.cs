using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Frame.Navigation;

/// <summary>The top of the frame: where somebody is, how to find anything, and who they are.</summary>
public sealed partial class TopBar
{
    [Parameter, EditorRequired]
    public required WorkspaceLocation Location { get; set; }
}
