package vitrine.auth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "vitrine.auth", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NAMES_SAY_INTENT = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(AuthService.class.getName())
            .should()
            .haveNameMatching(".*(Service|Manager|Helper|Util|Utils|Impl|Common)")
            .because("it says nothing about what they do");

    @ArchTest
    static final ArchRule FEATURES_FORM_NO_CIRCLE =
            slices().matching("vitrine.auth.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule CONTROLLERS_STAY_IN_THEIR_FEATURE = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .or()
            .areAnnotatedWith(Controller.class)
            .should()
            .bePackagePrivate();
}
