using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Audit.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Shared.History;

/// <summary>What a recorded change did: one line of words, and field by field when somebody opens it.</summary>
public sealed partial class ChangeDetails
{
    [Parameter, EditorRequired]
    public required AuditEntry Entry { get; set; }

    /// <summary>What stands before the words.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private string Caption(int fields) => Entry switch
    {
        { BeforeJson: null } => "As it was created",
        { AfterJson: null } => "As it was before",
        _ => $"Before and after ({DisplayText.Count(fields, "field")})",
    };
}
