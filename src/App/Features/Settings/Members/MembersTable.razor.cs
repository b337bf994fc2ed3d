using ExperimentAdmin.Core.Access.People.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Members;

/// <summary>People with their role, and the ways to change and remove it for administrators.</summary>
public sealed partial class MembersTable
{
    [Parameter, EditorRequired]
    public required Page<MemberItem> Page { get; set; }

    [Parameter]
    public bool MayChange { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<MemberItem> OnChange { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<MemberItem> OnRemove { get; set; }
}
