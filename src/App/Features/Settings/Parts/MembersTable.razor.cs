using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Access.Reads;
using ExperimentAdmin.Core.Common;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Parts;

/// <summary>People with their role, which an administrator changes in place.</summary>
public sealed partial class MembersTable
{
    [Parameter, EditorRequired]
    public required Page<MemberItem> Page { get; set; }

    [Parameter]
    public bool MayChange { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<(MemberItem Member, Role Role)> OnRole { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<MemberItem> OnRemove { get; set; }
}
