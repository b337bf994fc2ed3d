using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Common;
using Microsoft.AspNetCore.Identity;

namespace ExperimentAdmin.Core.Access;

/// <summary>Identity's refusals in our words.</summary>
internal static class IdentityRefusals
{
    public static List<Error> Of(IdentityResult result) => [.. result.Errors.Select(error => error.Code switch
    {
        nameof(IdentityErrorDescriber.PasswordMismatch) => PersonErrors.WrongPassword(),
        nameof(IdentityErrorDescriber.PasswordTooShort) => PersonErrors.PasswordTooShort(),
        nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail) => PersonErrors.EmailTaken(),
        nameof(IdentityErrorDescriber.InvalidUserName) or nameof(IdentityErrorDescriber.InvalidEmail) => PersonErrors.EmailInvalid(),
        nameof(IdentityErrorDescriber.InvalidToken) => PersonErrors.LinkUsedUp(),
        nameof(IdentityErrorDescriber.ConcurrencyFailure) => new Error.Conflict(
            "lost_race", "Somebody else changed this account at the same moment. Reload to see their change, then try again."),
        _ => throw new InvalidOperationException($"Identity refused: {error.Code}: {error.Description}"),
    }).Distinct()];
}
