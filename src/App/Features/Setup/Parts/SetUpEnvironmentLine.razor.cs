using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Setup.Parts;

/// <summary>One environment of the first set-up, in a static form.</summary>
public sealed partial class SetUpEnvironmentLine
{
    /// <summary>Which line of the form it is, from 0.</summary>
    [Parameter, EditorRequired]
    public int Number { get; set; }

    [Parameter, EditorRequired]
    public required SetUpEnvironment Value { get; set; }

    /// <summary>The id of the sentence that says what is wrong with its name; null when nothing is.</summary>
    [Parameter]
    public string? DescribedBy { get; set; }

    private string Field(string name) => $"Form.Environments[{Number}].{name}";
}
