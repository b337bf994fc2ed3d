using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Segments.Edit;

/// <summary>Says where clients that evaluate on their own would answer otherwise, and the form that works everywhere.</summary>
public sealed partial class EngineNotes
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<EngineDifference> Forms { get; set; }

    /// <summary>Whether they come and go while somebody types, and are told to screen readers then.</summary>
    [Parameter]
    public bool Live { get; set; }
}
