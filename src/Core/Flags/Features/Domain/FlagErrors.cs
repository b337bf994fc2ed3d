using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Flags.Features.Domain;

/// <summary>Every way a flag, a variant or an override is turned down, in one place to read and to test.</summary>
public static class FlagErrors
{
    public static Error NotFound() => new Error.NotFound("flag_not_found", "There is no such flag in this project. It may have been deleted.");

    public static Error Archived(string flag) => new Error.Conflict(
        "flag_archived", $"{flag} is archived and read only; applications still get what it serves. Bring it back first.");

    public static Error NameMissing() => new Error.Invalid("name_missing", "Give the flag the name that applications ask for.", "name");

    public static Error NameTooLong(int length) => new Error.Invalid(
        "name_too_long", $"The name has {length} characters; at most {Feature.NameMaxLength} fit. Shorten it.", "name");

    public static Error NameMalformed(string suggestion) => new Error.Invalid(
        "name_malformed",
        "A flag's name has letters from a to z, digits, _, - and . only, and begins with a letter, a digit or _."
        + (suggestion.Length > 0 ? $" Try {suggestion}." : string.Empty),
        "name");

    public static Error NameReserved(string name) => new Error.Invalid(
        "name_reserved", $"{name} is the address of the page that creates flags. Choose another name.", "name");

    public static Error NameInJavaScript(string name, string member) => new Error.Invalid(
        "name_in_javascript",
        $"Every object of JavaScript has a member {member} of its own, which clients would find in place of the flag {name}: up to failing for every flag. Choose another name, such as {name.Trim('_')}_flag.",
        "name");

    public static Error NameTaken(string name, bool isArchived) => new Error.Conflict(
        "name_taken",
        isArchived
            ? $"{name} is the name of an archived flag of this project. Bring that one back, or choose another name."
            : $"{name} is taken by another flag of this project; upper and lower case count as the same. Choose another name.",
        "name");

    public static Error TooMany(int most) => new Error.Conflict(
        "too_many_flags", $"This project has {most:N0} flags, which is the most it can have. Delete one that is not used.");

    public static Error DescriptionTooLong(int length, int most) => new Error.Invalid(
        "description_too_long",
        $"The description has {length} characters; at most {most:N0} fit. Shorten it.", "description");

    public static Error TooManyVariants() => new Error.Invalid(
        "too_many_variants", $"A flag can have {Feature.MaxVariants} variants at most. Delete one that nobody gets first.", "variants");

    public static Error VariantNotFound() => new Error.NotFound(
        "variant_not_found", "The flag has no such variant. It may have been deleted.");

    public static Error KeyMissing(string field) => new Error.Invalid(
        "key_missing", "Give the variant a key, such as big: results are counted by it.", field);

    public static Error KeyTooLong(int length, string field) => new Error.Invalid(
        "key_too_long", $"The key has {length} characters; at most {Variant.KeyMaxLength} fit. Shorten it.", field);

    public static Error KeyMalformed(string field) => new Error.Invalid(
        "key_malformed", "A variant's key has letters from a to z, digits, _ and - only.", field);

    public static Error KeyReserved(string field) => new Error.Invalid(
        "key_reserved", "control is the key of the flag's own value, so no variant can have it. Choose another key.", field);

    public static Error KeyInJavaScript(string key, string field) => new Error.Invalid(
        "key_in_javascript",
        $"Every object of JavaScript has a member {key} of its own, so applications that look something up by the variant find that one. Choose another key, such as {key.Trim('_')}_variant.",
        field);

    public static Error KeyTaken(string key, string field) => new Error.Invalid(
        "key_taken", $"The flag already has the variant {key}; upper and lower case count as the same. Choose another key.", field);

    public static Error KeyFixed(string key) => new Error.Invalid(
        "key_fixed", $"A variant's key never changes, because results are counted by it; this one is {key}. Add another variant instead.", "key");

    public static Error VariantOrderIncomplete() => new Error.Conflict(
        "variant_order_incomplete", "The flag's variants changed meanwhile. Look at the new list, then order it again.");

    public static Error ValueTypeOther(FlagValueType type) => new Error.Invalid(
        "value_type_other", $"The values of this flag are of the type {FlagValue.Name(type)}, and so are those of its variants.", "type");

    /// <param name="full">The environments that it does not fit in, with what their shares would add up to, in basis points; at least one.</param>
    /// <param name="all">How many environments it was to get a share in.</param>
    public static Error DefaultShareTooLarge(IReadOnlyList<(string Environment, int Total)> full, int all)
    {
        ArgumentNullException.ThrowIfNull(full);
        return new Error.Invalid(
            "default_share_too_large",
            full switch
            {
                [var only] => $"The shares of the default in {only.Environment} would add up to {BasisPoints.Format(only.Total)} %. Lower this one, or others there first.",
                _ when full.Count == all => "The shares of the default would add up to more than 100 % in every environment. Lower this one, or others first.",
                _ => $"The shares of the default would add up to more than 100 % in some environments: {Some([.. full.Select(place => place.Environment)])}. "
                    + "Lower this one, or others there first.",
            },
            "defaultShare");
    }

    public static Error VariantServed(string key, IReadOnlyList<string> places) => new Error.Conflict(
        "variant_served", $"People get {key} now: {Some(places)}. Set its share to 0 % there first.");

    public static Error VariantForced(string key, IReadOnlyList<string> places) => new Error.Conflict(
        "variant_forced", $"Identity overrides force {key}: {Some(places)}. Remove or change them first.");

    public static Error DuplicateVariants(IEnumerable<string> names) => new Error.Invalid(
        "allocations_duplicate_variants", $"Each variant can be allocated once; listed twice: {string.Join(", ", names)}.", "allocations");

    public static Error ForeignVariants(IEnumerable<int> ids) => new Error.Invalid(
        "allocations_foreign_variants",
        $"These variants do not belong to the flag: {string.Join(", ", ids)}. Choose among the flag's own.", "allocations")
    {
        Subject = string.Join(", ", ids),
    };

    public static Error ArchivedVariant(string key) => new Error.Invalid(
        "allocations_archived_variant", $"The variant {key} is archived and can get no new share. Bring it back first.", "allocations");

    public static Error AllocationsTooLarge(int total) => new Error.Invalid(
        "allocations_too_large",
        $"The shares add up to {BasisPoints.Format(total)} %. Lower them by {BasisPoints.Format(total - BasisPoints.Whole)} %; control gets what is left.",
        "allocations")
    {
        Subject = BasisPoints.Format(total),
    };

    public static Error SegmentUnknown(int segmentId) => new Error.Invalid(
        "segment_unknown", "There is no such segment in this project. Choose one from the list.", "segment")
    {
        Subject = $"{segmentId}",
    };

    public static Error SegmentArchived(string name) => new Error.Invalid(
        "segment_archived", $"The segment {name} is archived. Bring it back first, or choose another.", "segment");

    public static Error SegmentListedTwice() => new Error.Invalid(
        "segment_listed_twice", "Each segment can be listed once. Join what is said about it.", "overrides");

    public static Error OverrideNotFound(int segmentId) => new Error.NotFound(
        "override_not_found", "The flag has no override for this segment here. It may have been removed.")
    {
        Subject = $"{segmentId}",
    };

    public static Error TooManyOverrides() => new Error.Conflict(
        "too_many_overrides", $"A flag can have {OverrideRank.MaxHandMade:N0} segment overrides in an environment at most. Remove one first.");

    /// <param name="listed">The segments in the order that was asked for.</param>
    /// <param name="there">The segments of the overrides that there are.</param>
    public static Error OverrideOrderIncomplete(IReadOnlyList<int> listed, IReadOnlyList<int> there)
    {
        const string Code = "override_order_incomplete";
        const string Field = "segments";
        var faults = new[]
        {
            (Word: "named twice", Segments: listed.GroupBy(id => id).Where(group => group.Skip(1).Any()).Select(group => group.Key)),
            (Word: "without an override here", Segments: listed.Except(there)),
            (Word: "missing", Segments: there.Except(listed)),
        };
        var sentence = "An order names the segment of each override once: "
            + $"{Some([.. faults.SelectMany(fault => fault.Segments, (fault, id) => $"segment {id} is {fault.Word}")])}. Look at the list as it is now, then order it again.";

        // What is missing may have come meanwhile; what is too much never belonged there.
        return listed.Order().SequenceEqual(listed.Intersect(there).Order())
            ? new Error.Conflict(Code, sentence, Field)
            : new Error.Invalid(Code, sentence, Field);
    }

    public static Error IdentifierMissing() => new Error.Invalid(
        "identifier_missing", "Enter the identifier that the application sends for this person or device.", "identifier");

    public static Error IdentifierTooLong(int length) => new Error.Invalid(
        "identifier_too_long", $"The identifier has {length:N0} characters; at most {Identifiers.MaxLength:N0} fit. Shorten it.", "identifier");

    public static Error IdentifierTooLarge(int bytes) => new Error.Invalid(
        "identifier_too_long", $"The identifier takes {bytes:N0} bytes; at most {Identifiers.MaxBytes:N0} can be kept. Shorten it.", "identifier");

    public static Error IdentifierMalformed() => new Error.Invalid(
        "identifier_malformed", "The identifier contains a line break or another character that cannot be seen. Remove it.", "identifier");

    public static Error IdentityTaken(string identifier) => new Error.Conflict(
        "identity_taken", $"{identifier} has an override of this flag here already. Edit that one.", "identifier");

    public static Error IdentityOverrideNotFound() => new Error.NotFound(
        "identity_override_not_found", "There is no such identity override here. It may have been removed.");

    public static Error ForcedVariantUnknown() => new Error.Invalid(
        "forced_variant_unknown", "The flag has no such variant. Choose one from the list.", "variant");

    public static Error ForcedVariantArchived(string key) => new Error.Invalid(
        "forced_variant_archived", $"The variant {key} is archived and can be forced on nobody new. Choose another.", "variant");

    private static string Some(IReadOnlyList<string> places)
    {
        const int Named = 5;
        return places.Count <= Named
            ? string.Join("; ", places)
            : $"{string.Join("; ", places.Take(Named))}; and {places.Count - Named} more";
    }
}
