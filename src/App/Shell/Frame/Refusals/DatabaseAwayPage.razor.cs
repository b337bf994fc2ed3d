using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Frame.Refusals;

/// <summary>Says in place of any page that it cannot be made now, and leads to another try.</summary>
public sealed partial class DatabaseAwayPage
{
    [Parameter, EditorRequired]
    public required Error.Unavailable Refusal { get; set; }

    /// <summary>What was asked for.</summary>
    [Parameter, EditorRequired]
    public required string Address { get; set; }

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }
}
