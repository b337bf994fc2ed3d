using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Access.Ownership;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>Whom to ask about something, and its tags, each a link to whatever else has it.</summary>
public sealed partial class OwnerAndTags
{
    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required OwnerItem? Owner { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Tags { get; set; }

    /// <summary>The page of the list, below the environment's address.</summary>
    [Parameter, EditorRequired]
    public required string List { get; set; }

    private string Href(string tag) => $"{Workspace.Href(List)}?q={Uri.EscapeDataString(tag)}";
}
