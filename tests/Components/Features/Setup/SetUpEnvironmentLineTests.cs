using Bunit;
using ExperimentAdmin.App.Features.Setup;
using ExperimentAdmin.App.Features.Setup.Parts;

namespace ExperimentAdmin.Components.Features.Setup;

public sealed class SetUpEnvironmentLineTests : PartTestContext
{
    [Fact]
    public void ARefusedName_IsMarked_AndPointsToTheSentence()
    {
        var name = Name("environments-error");

        name.GetAttribute("aria-invalid").ShouldBe("true");
        name.GetAttribute("aria-describedby").ShouldBe("environments-error");
    }

    [Fact]
    public void AnyOtherName_IsNotMarked()
    {
        var name = Name(null);

        name.HasAttribute("aria-invalid").ShouldBeFalse();
        name.HasAttribute("aria-describedby").ShouldBeFalse();
    }

    private AngleSharp.Dom.IElement Name(string? describedBy) => Render<SetUpEnvironmentLine>(parameters => parameters
        .Add(line => line.Number, 1)
        .Add(line => line.Value, new SetUpEnvironment { Name = "Live" })
        .Add(line => line.DescribedBy, describedBy)).Find("input[name='Form.Environments[1].Name']");
}
