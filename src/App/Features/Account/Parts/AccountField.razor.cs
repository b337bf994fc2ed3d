using ExperimentAdmin.Core.Common;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Account.Parts;

/// <summary>A labelled input of a static form with its refusal below it.</summary>
public sealed partial class AccountField
{
    /// <summary>The element's id, and the field that refusals name.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The name under which the form sends it.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter]
    public string Type { get; set; } = "text";

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public string? Autocomplete { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Error> Errors { get; set; }

    private string? Refusal => Errors.FirstOrDefault(error => error.Field == Id)?.Message;

    private string? DescribedBy => (Hint, Refusal) switch
    {
        (null, null) => null,
        (not null, null) => $"{Id}-hint",
        (null, not null) => $"{Id}-refusal",
        _ => $"{Id}-hint {Id}-refusal",
    };
}
