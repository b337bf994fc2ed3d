using ExperimentAdmin.Core.Changes;

namespace ExperimentAdmin.Core.Access.People.UseCases;

/// <summary>Makes an account that Identity's manager can then create.</summary>
internal static class PersonFactory
{
    public static Person Make(ChangeContext change, string email, string name, bool isInstanceAdministrator) => new()
    {
        UserName = email.Trim(),
        Email = email.Trim(),
        EmailConfirmed = true, // An administrator vouches for it.
        DisplayName = name.Trim(),
        SearchText = Person.Search(name, email),
        IsInstanceAdministrator = isInstanceAdministrator,
        CreatedAt = change.Now,
    };
}
