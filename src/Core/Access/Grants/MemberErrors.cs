namespace ExperimentAdmin.Core.Access.Grants;

/// <summary>Every way a membership is turned down, in one place to read and to test.</summary>
public static class MemberErrors
{
    public static Error NoProject() => new Error.Invalid("project_unknown", "There is no such project. Choose one from the list.", "project");

    public static Error NoPerson() => new Error.Invalid(
        "person_unknown", "There is no such person. Choose one from the list, or ask an instance administrator to invite them.", "person");

    public static Error OwnerUnknown() => new Error.Invalid(
        "owner_unknown", "Nobody like that can read this project. Choose one of its people, or nobody.", "owner");

    public static Error RoleUnknown() => new Error.Invalid(
        "role_unknown", "There is no such role. Choose viewer, support, product manager or administrator.", "role");

    public static Error NotAMember(string name) => new Error.NotFound("not_a_member", $"{name} has no role in this project. Somebody may have removed it.");
}
