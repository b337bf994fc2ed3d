using Microsoft.AspNetCore.Identity;

namespace ExperimentAdmin.Core.Access.People;

/// <summary>Identity's refusals in our words.</summary>
internal static class IdentityRefusals
{
    public static List<Error> Of(IdentityResult result) => [.. result.Errors.Select(error => error.Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail) => PersonErrors.EmailTaken(),
        nameof(IdentityErrorDescriber.InvalidUserName) or nameof(IdentityErrorDescriber.InvalidEmail) => PersonErrors.EmailInvalid(),
        nameof(IdentityErrorDescriber.ConcurrencyFailure) => PersonErrors.ChangedMeanwhile(),
        _ => throw new InvalidOperationException($"Identity refused: {error.Code}: {error.Description}"),
    }).Distinct()];
}
