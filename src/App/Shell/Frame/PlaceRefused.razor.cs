using ExperimentAdmin.Core.Common;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Frame;

/// <summary>In place of a page of a project or environment that is not there for this person.</summary>
public sealed partial class PlaceRefused
{
    [Parameter, EditorRequired]
    public required Error Refusal { get; set; }
}
