using ExperimentAdmin.Core.Common.Names;
using Microsoft.AspNetCore.Identity;

namespace ExperimentAdmin.Core.Access.People;

/// <summary>Somebody who can sign in. Their user name is their e-mail address.</summary>
public sealed class Person : IdentityUser<int>
{
    /// <summary>The longest display name.</summary>
    public const int DisplayNameMaxLength = 100;

    /// <summary>How everybody else sees this person.</summary>
    public required string DisplayName { get; set; }

    /// <summary>Folded name and e-mail address, for search.</summary>
    public required string SearchText { get; set; }

    /// <summary>Whether they manage projects and people of the whole instance.</summary>
    public bool IsInstanceAdministrator { get; set; }

    /// <summary>UTC; a deactivated person cannot sign in, and their sign-ins are over.</summary>
    public DateTimeOffset? DeactivatedAt { get; set; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The number of the newest record about this person.</summary>
    public int Revision { get; set; }

    /// <summary>What <see cref="SearchText"/> holds for a name and an address.</summary>
    public static string Search(string displayName, string email) => $"{TextFold.Fold(displayName)}\n{TextFold.Fold(email)}";
}
