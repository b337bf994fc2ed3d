using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.People.Parts;

/// <summary>A link that an administrator gives to somebody, by whatever way they talk to each other.</summary>
public sealed partial class HandOverLink
{
    /// <summary>Who it is for.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required string Address { get; set; }
}
