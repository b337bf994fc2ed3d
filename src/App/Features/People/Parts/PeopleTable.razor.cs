using ExperimentAdmin.Core.Access.People.Reads;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Features.People.Parts;

/// <summary>People with where they stand, their roles, and what can be done to their account.</summary>
public sealed partial class PeopleTable
{
    [Parameter, EditorRequired]
    public required Page<PersonItem> Page { get; set; }

    [Parameter, EditorRequired]
    public required string Sort { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<(PersonItem Person, PersonAction Action)> OnChoose { get; set; }

    private static Color KindOf(PersonStatus status) => status switch
    {
        PersonStatus.Active => Color.Success,
        PersonStatus.Invited => Color.Warning,
        PersonStatus.Deactivated => Color.Default,
    };
}
