using ExperimentAdmin.Core.Flags.Features.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>A flag's value to enter, in the way that suits its type.</summary>
public sealed partial class ValueField
{
    /// <summary>The field as refusals name it.</summary>
    [Parameter]
    public string Name { get; set; } = "value";

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required FlagValueType Type { get; set; }

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    /// <summary>Whether it can be left without a value.</summary>
    [Parameter]
    public bool Optional { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public string? Error { get; set; }

    /// <summary>The input's id, where several forms of a page have a value.</summary>
    [Parameter]
    public string? Id { get; set; }

    private IReadOnlyList<(string Value, string Text)> Choices => Optional
        ? [(string.Empty, "no value"), ("true", "true"), ("false", "false")]
        : [("true", "true"), ("false", "false")];

    private Task TellAsync(string? value) => ValueChanged.InvokeAsync(string.IsNullOrEmpty(value) ? null : value);

    // A choice is made by showing it: without a value yet, the first one is what would be sent.
    protected override Task OnParametersSetAsync()
        => Type is FlagValueType.Boolean && !Optional && string.IsNullOrEmpty(Value) ? ValueChanged.InvokeAsync("true") : Task.CompletedTask;
}
