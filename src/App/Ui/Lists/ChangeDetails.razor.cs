using ExperimentAdmin.Core.Audit.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui.Lists;

/// <summary>What a recorded change did, field by field, to open when somebody wants to know.</summary>
public sealed partial class ChangeDetails
{
    [Parameter, EditorRequired]
    public required AuditEntry Entry { get; set; }

    private string Summary(int fields) => Entry switch
    {
        { BeforeJson: null } => "As it was created",
        { AfterJson: null } => "As it was before",
        _ => $"Before and after ({DisplayText.Count(fields, "field")})",
    };
}
