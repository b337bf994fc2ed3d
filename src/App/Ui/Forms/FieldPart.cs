using ExperimentAdmin.App.Shell.Pages.Forms;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui.Forms;

/// <summary>A field with its label, its hint and what is wrong with it.</summary>
public abstract class FieldPart : InputPart
{
    /// <summary>The field as refusals name it; the summary of errors finds the input by it.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Keeps the label for screen readers only, where what is beside says it already.</summary>
    [Parameter]
    public bool HideLabel { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What is wrong, what to do; null when nothing is.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>Says so to screen readers. Fields are required unless marked optional, so it is not written out.</summary>
    [Parameter]
    public bool Required { get; set; }

    [Parameter]
    public bool Optional { get; set; }

    /// <summary>The input's id, where several forms of a page have a field of the same name.</summary>
    [Parameter]
    public string? Id { get; set; }

    /// <summary>The id that the input has.</summary>
    protected string InputId => Id ?? ElementIds.Field(Name);
}
