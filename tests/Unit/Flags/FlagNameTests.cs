using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.Unit.Flags;

public sealed class FlagNameTests
{
    [Theory]
    [InlineData("checkout_button")]
    [InlineData("Checkout-Button.v2")]
    [InlineData("_internal")]
    [InlineData("2fa")]
    [InlineData("  trimmed ")]
    public void ANameThatApplicationsCanWrite_IsFine(string name) => FeatureName.Check(name).ShouldBeEmpty();

    [Theory]
    [InlineData(null, "name_missing")]
    [InlineData("  ", "name_missing")]
    [InlineData("checkout button", "name_malformed")]
    [InlineData("größe", "name_malformed")]
    [InlineData("a/b", "name_malformed")]
    [InlineData(".hidden", "name_malformed")]
    [InlineData("-x", "name_malformed")]
    [InlineData("New", "name_reserved")]
    public void ANameThatWouldBreakAddressesOrApplications_IsRefused(string? name, string code)
        => FeatureName.Check(name).ShouldHaveSingleItem().Code.ShouldBe(code);

    [Theory]
    [InlineData("constructor")]
    [InlineData("toString")]
    [InlineData("toLocaleString")]
    [InlineData("valueOf")]
    [InlineData("hasOwnProperty")]
    [InlineData("isPrototypeOf")]
    [InlineData("propertyIsEnumerable")]
    [InlineData("__proto__")]
    [InlineData("__defineGetter__")]
    [InlineData("__defineSetter__")]
    [InlineData("__lookupGetter__")]
    [InlineData("__lookupSetter__")]
    [InlineData(" constructor ")]
    [InlineData("Constructor")]
    [InlineData("__PROTO__")]
    public void ANameThatEveryObjectOfJavaScriptHas_IsRefused_WithTheReason_AndShownWhereItIs(string name)
    {
        var error = FeatureName.Check(name).ShouldHaveSingleItem();

        (error.Code, error.Field).ShouldBe(("name_in_javascript", "name"));
        error.Message.ShouldContain("Every object of JavaScript");
        FeatureName.Check(error.Message.Split(' ')[^1].TrimEnd('.')).ShouldBeEmpty();
        FeatureName.Problem(name.Trim()).ShouldNotBeNull().ShouldContain("Create a flag with another name");
    }

    [Theory]
    [InlineData("toSTRING")]
    [InlineData("tostring")]
    [InlineData("constructor_v2")]
    [InlineData("prototype")]
    [InlineData("length")]
    [InlineData("toJSON")]
    [InlineData("then")]
    public void ANameThatHarmsNoClient_IsFine(string name) => FeatureName.Check(name).Select(error => error.Message).Append(FeatureName.Problem(name)).OfType<string>().ShouldBeEmpty();

    [Theory]
    [InlineData("constructor")]
    [InlineData("valueOf")]
    [InlineData("__proto__")]
    [InlineData(" toString ")]
    public void AKeyThatEveryObjectOfJavaScriptHas_IsRefused_WithTheReason(string key)
    {
        var error = VariantKey.Check(key, [], "variants[1].key").ShouldHaveSingleItem();

        (error.Code, error.Field).ShouldBe(("key_in_javascript", "variants[1].key"));
        VariantKey.Problem(key.Trim()).ShouldNotBeNull();
        VariantKey.Problem("big").ShouldBeNull();
    }

    [Fact]
    public void ARefusedName_ComesWithOneThatWouldDo()
    {
        FeatureName.Check("checkout button").Single().Message.ShouldContain("Try checkout_button.");
        FeatureName.Check("-.-").Single().Message.ShouldNotContain("Try");
    }

    [Fact]
    public void ANameMayBeAsLongAsTheColumn()
    {
        FeatureName.Check(new string('a', Feature.NameMaxLength)).ShouldBeEmpty();
        FeatureName.Check(new string('a', Feature.NameMaxLength + 1)).ShouldHaveSingleItem().Code.ShouldBe("name_too_long");
    }

    [Theory]
    [InlineData("", "key_missing")]
    [InlineData("two words", "key_malformed")]
    [InlineData("big.ger", "key_malformed")]
    [InlineData("control", "key_reserved")]
    [InlineData("Control", "key_reserved")]
    [InlineData("BIG", "key_taken")]
    [InlineData("bigger", null)]
    public void AKey_IsASlugOfItsOwn(string key, string? code)
        => (VariantKey.Check(key, ["big"], "key").SingleOrDefault()?.Code).ShouldBe(code);

    [Theory]
    [InlineData(FlagValueType.Integer, " 050 ", "50")]
    [InlineData(FlagValueType.Boolean, "TRUE", "true")]
    [InlineData(FlagValueType.String, " as it is ", " as it is ")]
    [InlineData(FlagValueType.Integer, " ", null)]
    [InlineData(FlagValueType.Boolean, "", null)]
    [InlineData(FlagValueType.String, "", "")]
    [InlineData(FlagValueType.String, null, null)]
    public void AValueThatAFlagCanDoWithout_IsCanonicalOrNone(FlagValueType type, string? text, string? canonical)
        => FlagValue.ParseOptional(type, text, "value").Value.ShouldBe(canonical);

    [Theory]
    [InlineData(FlagValueType.Integer, "1.5", "value_not_an_integer")]
    [InlineData(FlagValueType.Boolean, "yes", "value_not_a_boolean")]
    [InlineData(FlagValueType.String, "a\0b", "value_has_nul")]
    public void AValueOfAnotherType_IsRefused(FlagValueType type, string text, string code)
        => FlagValue.ParseOptional(type, text, "value").Error.ShouldBeOfType<Error.Invalid>().Code.ShouldBe(code);
}
